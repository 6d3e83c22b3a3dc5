using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Desk;

/// <summary>
/// Says beforehand what a form for several matters will do to each. The acts themselves decide in the end.
/// </summary>
internal sealed class BulkPreview(
    BandengDb db, DeskList list, OpenActs open, IBodies bodies, Catalogue catalogue,
    UseCases.HandedDownGuard handedDown, TimeProvider clock)
{
    /// <summary>One chosen matter.</summary>
    /// <param name="Code">Why it will be refused; null when nothing stands in the way.</param>
    public sealed record Line(DeskRow Row, string? Code, bool MayAnswer);

    /// <summary>The chosen matters, oldest first; what the viewer may not see is missing.</summary>
    public async Task<IReadOnlyList<Line>> RunAsync(
        BulkAct act, Guid[] ids, Guid? body, Viewer viewer, CancellationToken cancel)
    {
        var rows = ids is [] ? [] : await list.ChosenAsync(ids, viewer, cancel);
        var seen = rows.Select(row => row.Id).ToList();
        var matters = await db.Matters.AsNoTracking()
            .Where(m => seen.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancel);
        var lines = new List<Line>();
        foreach (var row in rows)
        {
            var acts = await open.ForAsync(matters[row.Id], viewer, null, [], clock.GetUtcNow(), cancel);
            var code = acts.Any(arrow => arrow.Action == BulkActs.ActionOf(act))
                ? await WhyNotAsync(act, matters[row.Id], body, cancel)
                : MatterWorkflow.Find(row.Stage, BulkActs.ActionOf(act)) is null ? "matter.stage" : "matter.not-yours";
            lines.Add(new(row, code, acts.Any(arrow => arrow.Action is MatterAction.AnswerAtOnce)));
        }

        return lines;
    }

    /// <summary>Bodies that take matters of every one of these places.</summary>
    public async Task<IReadOnlyList<Body>> BodiesForAllAsync(IEnumerable<AreaCode> places, CancellationToken cancel)
    {
        IReadOnlyList<Body>? shared = null;
        foreach (var place in places.Distinct())
        {
            var here = await bodies.HandlingAsync(place, cancel);
            shared = shared is null ? here : [.. shared.IntersectBy(here.Select(body => body.Id), body => body.Id)];
        }

        return shared ?? [];
    }

    private async Task<string?> WhyNotAsync(BulkAct act, Matter matter, Guid? body, CancellationToken cancel)
    {
        if (act is not BulkAct.Dispatch || body is null)
        {
            return null;
        }

        var category = await catalogue.FindAsync(matter.CategoryCode, ChinaTime.DayOf(clock.GetUtcNow()), cancel);
        var lead = (await bodies.HandlingAsync(matter.AreaCode, cancel))
            .FirstOrDefault(candidate => candidate.Id == body);
        var day = ChinaTime.DayOf(clock.GetUtcNow());
        return (UseCases.DispatchMatter.WhyNot(matter, category, lead)
            ?? await handedDown.WhyNotAsync(matter, category, lead!, null, day, cancel))?.Code;
    }
}
