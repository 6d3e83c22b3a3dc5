using System.Collections.Concurrent;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;

namespace Bandeng.Matters.Acting;

/// <summary>The settings of the installation, as they hold on a day.</summary>
internal sealed class RuleBook(BandengDb db, Recent<DateOnly, MatterRules> recent)
{
    // By their text, which never changes its meaning; an office has a handful over the years.
    private static readonly ConcurrentDictionary<string, MatterRules> Read = [];

    private static readonly MatterRules Starter = new();

    private readonly Dictionary<DateOnly, MatterRules> _asked = [];

    /// <summary>The rules of that day; the starter's where the office has set none.</summary>
    public async Task<MatterRules> OnAsync(DateOnly day, CancellationToken cancel) =>
        _asked.TryGetValue(day, out var known)
            ? known
            : _asked[day] = await recent.GetAsync(day, () => ReadAsync(day, cancel));

    private async Task<MatterRules> ReadAsync(DateOnly day, CancellationToken cancel)
    {
        var body = await db.RowAsync<string>(
            "select body from matter_rules where valid_from <= @day order by valid_from desc limit 1",
            new { day },
            cancel);
        return body is null ? Starter : Read.GetOrAdd(body, Parse);
    }

    private static MatterRules Parse(string body) => RulesFile.Read(body).TryGet(out var rules, out var refusal)
        ? rules
        : throw new InvalidOperationException($"matter_rules: {refusal.Code}: {refusal.Message}");
}
