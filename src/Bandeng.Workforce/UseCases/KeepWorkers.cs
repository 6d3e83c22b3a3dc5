using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Workforce.UseCases;

/// <summary>A record of a worker is entered or changed; a certificate is added.</summary>
internal sealed class KeepWorkers(BandengDb db, IPeople people, TimeProvider clock)
{
    private const int Youngest = 16;
    private const int Oldest = 90;

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => ChinaTime.DayOf(Now);

    /// <param name="Who">By name, telephone or sign-in name.</param>
    public sealed record Request(
        string? Who, AreaCode Area, int BornYear, Schooling Schooling, DateOnly? From, DateOnly? To);

    public async Task<Result<Guid>> RunAsync(Request told, Viewer by, CancellationToken cancel)
    {
        if (!(await DraftAsync(told, by, cancel)).TryGet(out var kept, out var refusal))
        {
            return refusal;
        }

        if (kept.IsNew || kept.IsChanged)
        {
            db.Record(new TrailEntry("worker", kept.Worker.Id, told.Area, kept.IsNew ? "worker.add" : "worker.change", by.On(Permission.KeepWorkers, told.Area), Now)
            {
                Facts = new Dictionary<string, object?>
                {
                    ["person"] = kept.Worker.PersonId,
                    ["schooling"] = told.Schooling.ToString(),
                },
            });
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? kept.Worker.Id : Refusals.Overtaken;
    }

    public sealed record Kept(Worker Worker, bool IsNew, bool IsChanged);

    /// <summary>Changes the unit of work; who is on record already is changed.</summary>
    public async Task<Result<Kept>> DraftAsync(Request told, Viewer by, CancellationToken cancel)
    {
        var from = told.From ?? Today;
        if (FaultOf(told, from, by) is { } fault)
        {
            return fault;
        }

        if (!(await people.MeantAsync(told.Who, told.Area, cancel)).TryGet(out var person, out var nobody))
        {
            return nobody;
        }

        var worker = db.Workers.Local.FirstOrDefault(one => one.PersonId == person.Id)
            ?? await db.Workers.SingleOrDefaultAsync(one => one.PersonId == person.Id, cancel);
        if (worker is not null && !by.Holds(Permission.KeepWorkers, worker.AreaCode))
        {
            return Refusals.Unknown;
        }

        var all = new WorkerTold(
            told.Area, told.BornYear, told.Schooling, told.From ?? worker?.EmployedFrom ?? from, told.To);
        if (worker is not null)
        {
            return new Kept(worker, IsNew: false, worker.Change(all));
        }

        var added = Worker.Of(Guid.CreateVersion7(), person.Id, all);
        db.Workers.Add(added);
        return new Kept(added, IsNew: true, IsChanged: false);
    }

    /// <param name="Id">Made with the form: sent twice, it is one certificate.</param>
    public sealed record Certificate(Guid Id, Guid Worker, string? Name, DateOnly? GotOn, DateOnly? ValidTo);

    public async Task<Result<Guid>> CertifyAsync(Certificate told, Viewer by, CancellationToken cancel)
    {
        if (await db.Workers.SingleOrDefaultAsync(one => one.Id == told.Worker, cancel) is not { } worker
            || !by.Holds(Permission.KeepWorkers, worker.AreaCode))
        {
            return Refusals.Unknown;
        }

        var (name, day) = ((told.Name ?? "").Trim(), told.GotOn ?? Today);
        if (name.Length is 0 or > WorkerCertificate.NameMax || day > Today || told.ValidTo < day)
        {
            return new Refusal(
                RefusalKind.Invalid, "worker.certificate", "A certificate has a name and days that fit.");
        }

        if (!await db.WorkerCertificates.AnyAsync(one => one.Id == told.Id, cancel))
        {
            db.WorkerCertificates.Add(new(told.Id, worker.Id, name, day, told.ValidTo));
            db.Record(new TrailEntry("worker", worker.Id, worker.AreaCode, "worker.certificate", by.On(Permission.KeepWorkers, worker.AreaCode), Now)
            {
                Facts = new Dictionary<string, object?> { ["name"] = name },
            });
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? worker.Id : Refusals.Overtaken;
    }

    private Refusal? FaultOf(Request told, DateOnly from, Viewer by) =>
        told.Area == default || told.Area.Level is AreaLevel.Province or > AreaLevel.Village
            || !by.Holds(Permission.KeepWorkers, told.Area)
            ? new(RefusalKind.Invalid, "worker.area", "Choose a place inside the area of your post.")
        : Today.Year - told.BornYear is < Youngest
        or > Oldest ? new(RefusalKind.Invalid, "worker.born", "This year of birth cannot be.")
        : told.To < from || from > Today.AddYears(1) ? new(RefusalKind.Invalid, "worker.days", "These days do not fit.")
        : null;
}
