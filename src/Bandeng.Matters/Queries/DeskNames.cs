using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Matters.Queries;

/// <summary>The names behind the codes and ids of a page of rows, each asked for once.</summary>
internal sealed class DeskNames(IAreas areas, IBodies bodies, Catalogue catalogue, TimeProvider clock)
{
    /// <summary>What a code or id is called; empty where nobody knows.</summary>
    public sealed record Names(
        IReadOnlyDictionary<AreaCode, AreaName> Areas, IReadOnlyDictionary<Guid, string> Bodies,
        IReadOnlyDictionary<string, (string Name, string NameEn)> Categories)
    {
        public string Area(AreaCode area) => Areas.GetValueOrDefault(area)?.Name ?? area.ToString();

        public string? Body(Guid? body) => body is { } id ? Bodies.GetValueOrDefault(id) : null;

        public string? Category(string? code) =>
            code is null || !Categories.TryGetValue(code, out var category) ? code
            : IsEnglish && category.NameEn.Length > 0 ? category.NameEn
            : category.Name;

        private static bool IsEnglish =>
            System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
    }

    public async Task<Names> OfAsync(
        IEnumerable<AreaCode> codes, IEnumerable<Guid?> bodyIds, CancellationToken cancel) => new(
        await areas.NamesAsync(codes.Distinct(), cancel),
        await bodies.NamesAsync(bodyIds.OfType<Guid>().Distinct(), cancel),
        (await catalogue.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel))
            .ToDictionary(category => category.Code, category => (category.Name, category.NameEn)));

    public Task<Names> OfAsync(IReadOnlyCollection<DeskRow> rows, CancellationToken cancel) =>
        OfAsync(rows.Select(row => row.AreaCode), rows.Select(row => row.BodyId), cancel);
}
