using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Importing;

/// <summary>Rules and categories of many days: each day is asked for once, the catalogue of all days too.</summary>
internal sealed class DaysRules(BandengDb db, RuleBook rules)
{
    private sealed record Entry(string Code, string Name, DateOnly ValidFrom, DateOnly? ValidTo)
    {
        public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } to || day < to);
    }

    private readonly Dictionary<DateOnly, MatterRules> _rules = [];
    private ILookup<string, Entry>? _catalogue;

    /// <summary>
    /// The rules of that day, and the code of a category that is named by code or name; null for one nobody knows.
    /// </summary>
    public async Task<(MatterRules Rules, string? Category)> OnAsync(
        DateOnly day, string? category, CancellationToken cancel)
    {
        if (!_rules.TryGetValue(day, out var ofDay))
        {
            _rules[day] = ofDay = await rules.OnAsync(day, cancel);
        }

        return (ofDay, category is null ? null : await CodeAsync(day, category, cancel));
    }

    // A code is surer than a name; of two entries of one name the lower code, which is the first level.
    private async Task<string?> CodeAsync(DateOnly day, string category, CancellationToken cancel)
    {
        _catalogue ??= await CatalogueAsync(cancel);
        var known = _catalogue[category].Where(entry => entry.HoldsOn(day)).ToList();
        return (known.Find(entry => entry.Code == category) ?? known.MinBy(entry => entry.Code, StringComparer.Ordinal))?.Code;
    }

    private async Task<ILookup<string, Entry>> CatalogueAsync(CancellationToken cancel)
    {
        var entries = await db.RowsAsync<Entry>(
            "select code, name, valid_from, valid_to from categories", null, cancel);
        return entries.SelectMany(entry => new[] { (Key: entry.Code, entry), (Key: entry.Name, entry) })
            .ToLookup(named => named.Key, named => named.entry);
    }
}
