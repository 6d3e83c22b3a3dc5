using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Organizations.UseCases;
using Bandeng.Territory.UseCases;

namespace Bandeng.Households.Importing;

/// <summary>What a list that is sent in tells of.</summary>
internal enum ListKind
{
    Buildings,
    Households,
    People,
    Bodies,
    Posts,
    Outlines,
    Map,
}

/// <summary>What kinds of lists have in common.</summary>
internal static class ListKinds
{
    /// <summary>
    /// Whether it tells where something lies: it may be GeoJSON or a shapefile, and its columns are not chosen.
    /// </summary>
    public static bool IsOfPlaces(this ListKind kind) =>
        kind is ListKind.Buildings or ListKind.Outlines or ListKind.Map;
}

/// <summary>A list with how it is to be read.</summary>
/// <param name="Within">The community; nothing outside of it is touched.</param>
/// <param name="Columns">Chosen by a person: field to heading.</param>
internal sealed record ListRequest(
    string Path, ListKind Kind, AreaCode Within, IReadOnlyDictionary<string, string> Columns, bool IsGcj02);

/// <summary>What a list would do or did, or why it cannot be used at all.</summary>
/// <param name="Unread">Headings of columns that the list has no field for.</param>
internal sealed record ListAnswer(
    ImportReport? Report, PeopleImported? People, IReadOnlyList<string> Dropped, IReadOnlyList<string> Unread,
    MistakeException? Mistake);

/// <summary>Runs a list through the import that its kind asks for.</summary>
internal sealed class ListImport(ImportPeople people, PlaceLists places, ImportBodies bodies, ImportPosts posts)
{
    /// <summary>The headings of the file and what was guessed of them; null where columns cannot be chosen.</summary>
    public static SheetTable? Table(ListRequest request)
    {
        try
        {
            return request.Kind.IsOfPlaces() ? null
                : SheetTable.Open(request.Path, Guide(request.Kind), request.Columns);
        }
        catch (MistakeException)
        {
            return null; // The run says why.
        }
    }

    public static SheetGuide Guide(ListKind kind) => kind switch
    {
        ListKind.Households => PeopleGuide.Households,
        ListKind.Bodies => ImportBodies.Guide,
        ListKind.Posts => ImportPosts.Guide,
        _ => PeopleGuide.People,
    };

    public async Task<ListAnswer> RunAsync(ListRequest request, bool dryRun, Viewer by, CancellationToken cancel)
    {
        try
        {
            var list = new ListToImport(request.Path, request.Within, request.Columns, dryRun);
            return request.Kind switch
            {
                ListKind.Bodies => Told(await bodies.RunAsync(list, by, cancel)),
                ListKind.Posts => Told(await posts.RunAsync(list, by, cancel)),
                var kind when kind.IsOfPlaces() => Told(await places.RunAsync(request, dryRun, by, cancel)),
                _ => await PeopleAsync(request, dryRun, by, cancel),
            };
        }
        catch (MistakeException mistake)
        {
            return new(null, null, [], [], mistake);
        }
    }

    private async Task<ListAnswer> PeopleAsync(ListRequest request, bool dryRun, Viewer by, CancellationToken cancel)
    {
        var done = await people.RunAsync(
            new(request.Path, request.Kind == ListKind.Households, request.Within, request.Columns, dryRun), by,
            cancel);
        return new(done.Report, done, done.Dropped, done.Unread, null);
    }

    private static ListAnswer Told(PlacesImported done) => new(done.Report, null, done.Dropped, done.Unread, null);

    private static ListAnswer Told(ListImported done) => new(done.Report, null, done.Dropped, done.Unread, null);
}
