using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory.UseCases;

namespace Bandeng.Households.Importing;

/// <summary>What a list that is sent in tells of.</summary>
internal enum ListKind
{
    Buildings,
    Households,
    People,
}

/// <summary>A list with how it is to be read.</summary>
/// <param name="Within">The community; nothing outside of it is touched.</param>
/// <param name="Columns">Chosen by a person: field to heading.</param>
internal sealed record ListRequest(string Path, ListKind Kind, AreaCode Within, IReadOnlyDictionary<string, string> Columns, bool IsGcj02);

/// <summary>What a list would do or did, or why it cannot be used at all.</summary>
internal sealed record ListAnswer(ImportReport? Report, PeopleImported? People, IReadOnlyList<string> Dropped, MistakeException? Mistake);

/// <summary>Runs a list through the import that its kind asks for.</summary>
internal sealed class ListImport(ImportPeople people, ImportBuildings buildings)
{
    /// <summary>The headings of the file and what was guessed of them; null where columns cannot be chosen.</summary>
    public static SheetTable? Table(ListRequest request)
    {
        try
        {
            return request.Kind == ListKind.Buildings ? null
                : SheetTable.Open(request.Path, Guide(request.Kind), request.Columns);
        }
        catch (MistakeException)
        {
            return null; // The run says why.
        }
    }

    public static SheetGuide Guide(ListKind kind) => kind == ListKind.Households ? PeopleGuide.Households : PeopleGuide.People;

    public async Task<ListAnswer> RunAsync(ListRequest request, bool dryRun, Viewer by, CancellationToken cancel)
    {
        try
        {
            if (request.Kind == ListKind.Buildings)
            {
                var places = await buildings.RunAsync(new(request.Path, request.Within, request.IsGcj02, dryRun), by, cancel);
                return new(places.Report, null, places.Dropped, null);
            }

            var done = await people.RunAsync(
                new(request.Path, request.Kind == ListKind.Households, request.Within, request.Columns, dryRun), by, cancel);
            return new(done.Report, done, done.Dropped, null);
        }
        catch (MistakeException mistake)
        {
            return new(null, null, [], mistake);
        }
    }
}
