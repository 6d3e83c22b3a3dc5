using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Workforce.UseCases;

/// <summary>Somebody's pay, newest month first.</summary>
internal sealed record PaySheet(IReadOnlyList<WorkerPay> Parts);

/// <summary>
/// Pay of a month is entered, part by part; somebody's pay is opened for a stated purpose, and that look is on the
/// trail.
/// </summary>
internal sealed class KeepPay(BandengDb db, TimeProvider clock)
{
    public const long Most = 100_000_000;

    /// <summary>The action of a look on the trail.</summary>
    public const string Look = "worker.pay-look";

    private const int PurposeMax = 200;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="parts">In fen; what is left out stays.</param>
    public async Task<Result<Guid>> EnterAsync(
        Guid worker, string? month, IReadOnlyDictionary<PayPart, long> parts, Viewer by, CancellationToken cancel)
    {
        if (await db.Workers.SingleOrDefaultAsync(one => one.Id == worker, cancel) is not { } found)
        {
            return Refusals.Unknown;
        }

        if (!(await DraftAsync(found, month, parts, by, cancel)).TryGet(out var changes, out var refusal))
        {
            return refusal;
        }

        if (changes.Any)
        {
            // Not how much: the trail is read by many.
            db.Record(new TrailEntry("worker", worker, found.AreaCode, "worker.pay", by.On(Permission.SeePay, found.AreaCode), Now)
            {
                Facts = new Dictionary<string, object?>
                {
                    ["month"] = PayMonth.Read(month),
                    ["parts"] = string.Join(' ', parts.Keys.Order()),
                },
            });
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? worker : Refusals.Overtaken;
    }

    public sealed record Changes(bool IsNew, bool Any);

    /// <summary>Changes the unit of work.</summary>
    public async Task<Result<Changes>> DraftAsync(
        Worker worker, string? typed, IReadOnlyDictionary<PayPart, long> parts, Viewer by, CancellationToken cancel)
    {
        if (!by.Holds(Permission.SeePay, worker.AreaCode))
        {
            return Refusals.Unknown;
        }

        if (PayMonth.Read(typed) is not { } month
            || string.CompareOrdinal(month, PayMonth.Of(ChinaTime.DayOf(Now))) > 0)
        {
            return Refusals.Month;
        }

        if (parts.Count == 0 || parts.Values.Any(fen => fen is < 0 or > Most))
        {
            return new Refusal(RefusalKind.Invalid, "pay.amount", "Write amounts of 0 to 1,000,000 yuan.");
        }

        var standing = db.WorkerPay.Local.Where(one => one.WorkerId == worker.Id && one.Month == month).ToList();
        standing = standing.Count > 0
            ? standing
            : await db.WorkerPay.Where(one => one.WorkerId == worker.Id && one.Month == month).ToListAsync(cancel);
        var (isNew, any) = (standing.Count == 0, false);
        foreach (var (part, fen) in parts)
        {
            if (standing.Find(one => one.Part == part) is { } there)
            {
                any |= there.Change(fen);
            }
            else
            {
                db.WorkerPay.Add(WorkerPay.Of(worker.Id, month, part, fen));
                any = true;
            }
        }

        return new Changes(isNew, any);
    }

    /// <summary>Opens somebody's pay: for the town that pays, with a purpose that the person reads.</summary>
    public async Task<Result<PaySheet>> OpenAsync(Guid worker, string? purpose, Viewer by, CancellationToken cancel)
    {
        if (await db.Workers.AsNoTracking().SingleOrDefaultAsync(one => one.Id == worker, cancel) is not { } found
            || !by.Holds(Permission.SeePay, found.AreaCode))
        {
            return Refusals.Unknown;
        }

        if ((purpose ?? "").Trim() is not { Length: > 0 and <= PurposeMax } why)
        {
            return new Refusal(RefusalKind.Invalid, "pay.purpose", "Say what for.");
        }

        var kept = db.Keep(worker, why, Now);
        db.Record(new TrailEntry("worker", worker, found.AreaCode, Look, by.On(Permission.SeePay, found.AreaCode), Now)
        {
            Words = [kept],
            Facts = new Dictionary<string, object?> { ["words"] = kept.Id },
        });
        await db.SaveAsync(cancel);
        return await OfAsync(worker, cancel);
    }

    /// <summary>The person's own; nothing is noted.</summary>
    public async Task<PaySheet> OfAsync(Guid worker, CancellationToken cancel) => new(await db.WorkerPay.AsNoTracking()
        .Where(one => one.WorkerId == worker).OrderByDescending(one => one.Month)
        .ThenBy(one => one.Part).ToListAsync(cancel));
}
