using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Importing;

/// <summary>Rules and categories of many days, each day asked for once.</summary>
internal sealed class DaysRules(RuleBook rules, Catalogue catalogue)
{
    private readonly Dictionary<DateOnly, MatterRules> _rules = [];
    private readonly Dictionary<DateOnly, Dictionary<string, string>> _categories = [];

    /// <summary>The rules of that day, and the code of a category that is named by code or name; null for one nobody knows.</summary>
    public async Task<(MatterRules Rules, string? Category)> OnAsync(DateOnly day, string? category, CancellationToken cancel)
    {
        if (!_rules.TryGetValue(day, out var ofDay))
        {
            _rules[day] = ofDay = await rules.OnAsync(day, cancel);
        }

        return (ofDay, category is null ? null : (await CodesAsync(day, cancel)).GetValueOrDefault(category));
    }

    private async Task<Dictionary<string, string>> CodesAsync(DateOnly day, CancellationToken cancel)
    {
        if (!_categories.TryGetValue(day, out var codes))
        {
            codes = _categories[day] = [];
            foreach (var known in await catalogue.OnAsync(day, cancel))
            {
                codes.TryAdd(known.Name, known.Code);
                codes[known.Code] = known.Code;
            }
        }

        return codes;
    }
}
