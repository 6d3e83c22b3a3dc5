using System.Text.Json;
using Bandeng.Kernel.Trail;

namespace Bandeng.Kernel.Ledgers;

/// <summary>
/// Holds every entry of the ledger against its line on the trail, and every counter-entry against what it takes back.
/// </summary>
internal sealed class VerifyLedger(BandengDb db) : IVerification
{
    private sealed record Line(Guid SubjectId, string Facts);

    private sealed record Entry(Guid Id, Guid AccountId, long Amount, string Day, Guid? CountersId);

    public string Name => "ledger";

    public async Task<string?> FirstFaultAsync(CancellationToken cancel)
    {
        var entries = (await db.RowsAsync<Entry>(
            "select id, account_id, amount, day, counters_id from ledger_entries order by at, id", null, cancel))
            .ToDictionary(entry => entry.Id);
        var wrong = entries.Values.FirstOrDefault(entry => entry.CountersId is { } of
            && (entries.GetValueOrDefault(of) is not { } first || first.Amount != -entry.Amount || first.AccountId != entry.AccountId));
        if (wrong is not null)
        {
            return $"ledger entry {wrong.Id}: it is not the contrary of what it takes back";
        }

        foreach (var line in await db.RowsAsync<Line>(
            "select subject_id, facts from trail_events where subject_kind = 'ledger' order by at, seq", null, cancel))
        {
            if (!entries.Remove(line.SubjectId, out var entry) || !IsAsTold(entry, line))
            {
                return $"ledger entry {line.SubjectId}: it is not what the trail says";
            }
        }

        return entries.Keys.FirstOrDefault() is var unknown && unknown != Guid.Empty
            ? $"ledger entry {unknown}: the trail does not know it"
            : null;
    }

    private static bool IsAsTold(Entry entry, Line line)
    {
        using var facts = JsonDocument.Parse(line.Facts);
        return facts.RootElement.GetProperty("amount").GetInt64() == entry.Amount
            && facts.RootElement.GetProperty("day").GetString() == entry.Day
            && facts.RootElement.GetProperty("account").GetGuid() == entry.AccountId;
    }
}
