using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;

namespace Bandeng.Matters.Rules;

/// <summary>The settings that ever held, hold, and are planned.</summary>
internal sealed class RulesOnFile(BandengDb db)
{
    /// <summary>Settings and the day from which they hold; null: those the program came with.</summary>
    public sealed record Version(DateOnly? From, MatterRules Rules);

    private sealed record Row(DateOnly ValidFrom, string Body);

    /// <summary>The newest first; last the ones that the program came with.</summary>
    public async Task<IReadOnlyList<Version>> ListAsync(CancellationToken cancel)
    {
        var rows = await db.RowsAsync<Row>(
            "select valid_from, body from matter_rules order by valid_from desc", null, cancel);
        return [.. rows.Select(row => new Version(row.ValidFrom, Read(row))), new Version(null, new MatterRules())];
    }

    private static MatterRules Read(Row row) => RulesFile.Read(row.Body).TryGet(out var rules, out var refusal)
        ? rules
        : throw new InvalidOperationException($"matter_rules {row.ValidFrom}: {refusal.Code}: {refusal.Message}");
}
