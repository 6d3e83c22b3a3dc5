using Bandeng.Kernel.Trail;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Kernel.Ledgers;

/// <summary>An account that others can name.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Unit">In what.</param>
/// <param name="Area">Whose chain its entries join.</param>
public sealed record Account(string Kind, string Unit, Guid OwnerId, AreaCode Area);

/// <summary>
/// The ledger (账): entries are added and never changed; what was wrong is taken back by a counter-entry of the same
/// amount. Every entry is a line on the trail. Changes the unit of work; the act saves it.
/// </summary>
public sealed class Ledger(BandengDb db, TimeProvider clock)
{
    /// <summary>Enters an amount, opening the account when it is new.</summary>
    /// <param name="amount">In the unit of the account; not zero.</param>
    /// <param name="subject">What it is about.</param>
    public async Task<Guid> EnterAsync(
        Account account, long amount, DateOnly day, Guid subject, Viewer by, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfZero(amount);
        var opened = await OpenAsync(account, cancel);
        return Add(
            new(Guid.CreateVersion7(clock.GetUtcNow()), opened.Id, amount, day, subject, null, clock.GetUtcNow()),
            opened, by);
    }

    /// <summary>
    /// Takes an entry back by its contrary. Refused with <c>ledger.unknown</c> or <c>ledger.countered</c>.
    /// </summary>
    public async Task<Result<Guid>> CounterAsync(Guid entryId, DateOnly day, Viewer by, CancellationToken cancel)
    {
        if (await db.Set<LedgerEntry>()
            .SingleOrDefaultAsync(one => one.Id == entryId, cancel) is not { CountersId: null } entry)
        {
            return new Refusal(RefusalKind.NotFound, "ledger.unknown", "There is no such entry.");
        }

        if (await db.Set<LedgerEntry>().AnyAsync(one => one.CountersId == entryId, cancel))
        {
            return new Refusal(RefusalKind.Conflict, "ledger.countered", "This entry has been taken back already.");
        }

        var account = await db.Set<LedgerAccount>().SingleAsync(one => one.Id == entry.AccountId, cancel);
        return Add(
            new(
                Guid.CreateVersion7(clock.GetUtcNow()), account.Id, -entry.Amount, day, entry.SubjectId, entry.Id,
                clock.GetUtcNow()),
            account,
            by);
    }

    /// <summary>What stands in an account from a day to a day, both included.</summary>
    public Task<long> BalanceAsync(
        Account account, DateOnly from, DateOnly to, CancellationToken cancel) => db.RowAsync<long>(
        """
        select coalesce(sum(e.amount), 0) from ledger_entries e join ledger_accounts a on a.id = e.account_id
        where a.kind = @Kind and a.owner_id = @OwnerId and a.area_code = @Area and e.day between @from and @to
        """,
        new { account.Kind, account.OwnerId, account.Area, from, to }, cancel);

    private Guid Add(LedgerEntry entry, LedgerAccount account, Viewer by)
    {
        db.Add(entry);
        db.Record(new TrailEntry("ledger", entry.Id, account.AreaCode, entry.CountersId is null ? "ledger.enter" : "ledger.counter", by, entry.At)
        {
            Facts = new Dictionary<string, object?>
            {
                ["account"] = account.Id,
                ["amount"] = entry.Amount,
                ["unit"] = account.Unit,
                ["day"] = $"{entry.Day:yyyy-MM-dd}",
                ["subject"] = entry.SubjectId,
                ["counters"] = entry.CountersId,
            },
        });
        return entry.Id;
    }

    private async Task<LedgerAccount> OpenAsync(Account told, CancellationToken cancel)
    {
        bool Is(LedgerAccount one) => one.Kind == told.Kind && one.OwnerId == told.OwnerId && one.AreaCode == told.Area;
        var standing = db.Set<LedgerAccount>().Local.FirstOrDefault(Is)
            ?? await db.Set<LedgerAccount>().SingleOrDefaultAsync(
                one => one.Kind == told.Kind && one.OwnerId == told.OwnerId && one.AreaCode == told.Area, cancel);
        if (standing is not null)
        {
            return standing;
        }

        var opened = LedgerAccount.Of(told.Kind, told.Unit, told.OwnerId, told.Area, clock.GetUtcNow());
        db.Add(opened);
        return opened;
    }
}
