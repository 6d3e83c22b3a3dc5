using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Importing;

/// <summary>
/// Lives the lives of a table again, at the times when they were lived, through the same acts as everybody: a
/// measurement, and a trial of the rules on what really happened. Only two moments are known, raised and answered; the
/// steps between are taken at the first, so that no body is given time that it did not have.
/// </summary>
internal sealed class ReplayMatters(
    BandengDb db, RaiseMatter raise, ActOnMatter act, ReplayRouting routing, RuleBook rules)
{
    private const int BatchSize = 200;

    private static readonly Dictionary<string, object?> Imported = new() { ["imported"] = true };

    /// <param name="clock">The clock of all services of the scope.</param>
    /// <returns>The counts, and the source of the matters.</returns>
    public async Task<(ReplayReport Report, string Source)> RunAsync(
        string path, string from, AreaCode area, DemoClock clock, Action<int>? progress, CancellationToken cancel)
    {
        using var file = TableFile.Open(path);
        var mapping = MatterLayouts.Of(from, file);
        var reader = new MatterReader(mapping, file, clock.Start);
        var report = new ReplayReport();
        foreach (var rows in file.Rows().Chunk(BatchSize))
        {
            await using var whole = await db.Database.BeginTransactionAsync(cancel);
            foreach (var row in rows)
            {
                var fault = reader.Read(row, out var line);
                if (fault is null)
                {
                    await LiveAsync(
                        line! with { Request = line.Request with { Area = area.ToString() } }, clock, report, cancel);
                }
                else
                {
                    report.Refuse("Row", fault);
                }

                db.ChangeTracker.Clear();
            }

            await whole.CommitAsync(cancel);
            progress?.Invoke(report.Raised);
        }

        return (report, mapping.Source);
    }

    private async Task LiveAsync(MatterLine line, DemoClock clock, ReplayReport report, CancellationToken cancel)
    {
        clock.MoveTo(line.RaisedAt);
        var route = await routing.FindAsync(line.Request, cancel);
        var request = line.Request with { Category = route.Category?.Code, Facts = Imported };
        if (!(await raise.RunAsync(request, Viewer.System, cancel)).TryGet(out var raised, out var no))
        {
            report.Refuse("Raise", no.Code);
            return;
        }

        report.Raised++;
        report.Acts++;
        report.Classified += route.Category is null ? 0 : 1;
        var life = new Life(raised.Id, report, act, cancel);
        if (await life.ActAsync(MatterAction.Accept, new(), route.Office))
        {
            await HandleAsync(life, route, line.Answer, clock, report, cancel);
        }

        var matter = await db.Matters.AsNoTracking().SingleAsync(m => m.Id == raised.Id, cancel);
        report.End(matter.Stage);
        report.HandedBack += matter.HandedBackAt is null ? 0 : 1;
        report.HandedBackInTime += matter is { HandedBackAt: not null, Overdue: false } ? 1 : 0;
    }

    private async Task HandleAsync(
        Life life, Route route, RecordedAnswer? answer, DemoClock clock, ReplayReport report, CancellationToken cancel)
    {
        if (route.Category?.RedirectOnly is { } way)
        {
            await RedirectAsync(life, route, way, answer, clock);
            return;
        }

        var facts = new Dictionary<string, object?>(Imported)
        {
            ["because"] = route.Because,
            ["by"] = route.By.ToString(),
        };
        if (await life.ActAsync(MatterAction.Dispatch, new() { Body = route.Body, Facts = facts }, route.Office))
        {
            report.Dispatch(route.By);
            if (await life.ActAsync(MatterAction.SignFor, new(), route.Handler) && answer?.Words is { } words)
            {
                await AnswerAsync(life, route, answer.At, words, clock, cancel);
            }
        }
    }

    // The office told the lawful way in its answer; without one it still has to.
    private static async Task RedirectAsync(Life life, Route route, string way, RecordedAnswer? answer, DemoClock clock)
    {
        if (answer?.Words is { } words)
        {
            clock.MoveTo(answer.At);
            var reason = way is "police" ? "department-line" : way;
            await life.ActAsync(MatterAction.Redirect, new() { Reason = reason, Words = words }, route.Office);
        }
    }

    private async Task AnswerAsync(
        Life life, Route route, DateTimeOffset at, string words, DemoClock clock, CancellationToken cancel)
    {
        clock.MoveTo(at);
        var answer = new ActRequest { Outcome = HandlerOutcome.Explained, Words = words };
        if (!await life.ActAsync(MatterAction.HandBack, answer, route.Handler))
        {
            // The raiser was told something all the same; the matter stays in hand.
            await life.ActAsync(MatterAction.TellRaiser, new() { Words = words }, route.Handler);
            return;
        }

        if (life.Stage is MatterStage.Handled)
        {
            await life.ActAsync(MatterAction.PassCheck, new(), route.Office);
        }

        var silence = Deadline.Of(at, (await rules.OnAsync(ChinaTime.DayOf(at), cancel)).Silence, WorkCalendar.Official)
            .At;
        if (silence <= clock.Start)
        {
            clock.MoveTo(silence);
            await life.ActAsync(MatterAction.LeaveUnconfirmed, new(), Viewer.System);
        }
    }

    private sealed class Life(Guid id, ReplayReport report, ActOnMatter act, CancellationToken cancel)
    {
        public MatterStage Stage { get; private set; }

        public async Task<bool> ActAsync(MatterAction action, ActRequest request, Viewer by)
        {
            var asked = request with { Facts = request.Facts ?? Imported };
            if (!(await act.RunAsync(id, action, asked, by, cancel)).TryGet(out var acted, out var refusal))
            {
                report.Refuse(action.ToString(), refusal.Code);
                return false;
            }

            report.Acts++;
            Stage = acted.Stage;
            return true;
        }
    }
}
