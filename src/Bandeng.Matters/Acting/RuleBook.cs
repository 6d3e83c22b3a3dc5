using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>The settings of the installation, as they hold on a day.</summary>
internal sealed class RuleBook(BandengDb db)
{
    /// <summary>The rules of that day; the starter's where the office has set none.</summary>
    public async Task<MatterRules> OnAsync(DateOnly day, CancellationToken cancel)
    {
        var body = await db.RowAsync<string>(
            "select body from matter_rules where valid_from <= @day order by valid_from desc limit 1",
            new { day },
            cancel);
        return body is null ? new MatterRules() : JsonSerializer.Deserialize<MatterRules>(body)!;
    }
}
