using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Figures.Queries;

/// <summary>What groups and matters are called on screen.</summary>
internal sealed class FigureNames(BandengDb db, IAreas areas, IBodies bodies, IStringLocalizer<FiguresText> texts)
{
    private sealed record Category(string Code, string Name, string NameEn);

    private Dictionary<string, string>? _categories;

    /// <summary>The names of the groups, by key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfKeysAsync(
        Breakdown by, FigureScope scope, IReadOnlyCollection<string> keys, CancellationToken cancel) => by switch
        {
            Breakdown.Area => await AreasAsync(scope, keys, cancel),
            Breakdown.Body => await BodiesAsync(keys, cancel),
            Breakdown.Category => await CategoriesAsync(keys, cancel),
            Breakdown.Type => keys.ToDictionary(key => key, key => texts["type." + key].Value),
            Breakdown.Channel => keys.ToDictionary(key => key, key => texts["channel." + key].Value),
            _ => keys.ToDictionary(key => key, _ => texts["all"].Value),
        };

    /// <summary>What one area is called; its digits when nobody knows it.</summary>
    public async Task<string> AreaAsync(AreaCode area, CancellationToken cancel) =>
        (await areas.NamesAsync([area], cancel)).TryGetValue(area, out var name) ? name.FullName : area.ToString();

    /// <summary>Names for the rows of a list.</summary>
    public async Task<MatterWords> OfMattersAsync(
        IReadOnlyCollection<CountedMatter> rows, CancellationToken cancel) => new(
        await areas.NamesAsync(rows.Select(row => row.AreaCode).Distinct(), cancel),
        await bodies.NamesAsync(rows.Select(row => row.BodyId).OfType<Guid>().Distinct(), cancel),
        await AllCategoriesAsync(cancel),
        texts);

    private async Task<Dictionary<string, string>> AreasAsync(
        FigureScope scope, IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        AreaCode Code(string key) => AreaCode.FromValue(long.Parse(key, CultureInfo.InvariantCulture));
        var names = await areas.NamesAsync(keys.Select(Code), cancel);
        return keys.ToDictionary(key => key, key => Code(key) switch
        {
            var code when code == scope.Area =>
                texts["own", names.TryGetValue(code, out var own) ? own.Name : code.ToString()].Value,
            var code => names.TryGetValue(code, out var name) ? name.Name : code.ToString(),
        });
    }

    private async Task<Dictionary<string, string>> BodiesAsync(
        IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        var names = await bodies.NamesAsync(keys.Where(key => key != FigureScope.None).Select(Guid.Parse), cancel);
        return keys.ToDictionary(key => key, key => Guid.TryParse(key, out var id) && names.TryGetValue(id, out var name)
            ? name : texts[key == FigureScope.None ? "no-body" : "unknown"].Value);
    }

    private async Task<Dictionary<string, string>> CategoriesAsync(
        IReadOnlyCollection<string> keys, CancellationToken cancel)
    {
        var names = await AllCategoriesAsync(cancel);
        return keys.ToDictionary(
            key => key,
            key => key == FigureScope.None ? texts["no-category"].Value : names.GetValueOrDefault(key, key));
    }

    private async Task<Dictionary<string, string>> AllCategoriesAsync(CancellationToken cancel) => _categories ??=
        (await db.RowsAsync<Category>("select code, name, name_en from matters_categories", null, cancel))
        .ToDictionary(row => row.Code, row => new Definitions.Words(row.Name, row.NameEn).ToString());
}

/// <summary>The names that the rows of one list need.</summary>
internal sealed class MatterWords(
    IReadOnlyDictionary<AreaCode, AreaName> areas, IReadOnlyDictionary<Guid, string> bodies,
    IReadOnlyDictionary<string, string> categories, IStringLocalizer<FiguresText> texts)
{
    public string Area(CountedMatter row) =>
        areas.TryGetValue(row.AreaCode, out var name) ? name.FullName : row.AreaCode.ToString();

    public string Body(CountedMatter row) => row.BodyId is { } id ? bodies.GetValueOrDefault(id, "") : "";

    public string Category(CountedMatter row) =>
        row.CategoryCode is { } code ? categories.GetValueOrDefault(code, code) : "";

    public string Stage(CountedMatter row) => texts["stage." + row.Stage];

    public string Type(CountedMatter row) => texts["type." + row.RequestType];

    public string Channel(CountedMatter row) => texts["channel." + row.Channel];

    public string Title(CountedMatter row) => row.Title ?? texts["erased"];
}
