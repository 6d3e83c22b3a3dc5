using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>What other modules bring in goes the way of everybody's: raised once, on the trail, told.</summary>
internal sealed class MatterIntake(
    BandengDb db, RaiseMatter raise, MatterNews news, PausedClock paused, TimeProvider clock) : IMatterIntake
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "matter.unknown", "There is no such matter.");

    public async Task<Result<TakenIn>> TakeInAsync(
        RaiseRequest request, string? aside, Viewer by, CancellationToken cancel)
    {
        if (await BeforeAsync(request, cancel) is { } before)
        {
            return before;
        }

        var raised = await raise.RunAsync(request with { Aside = aside ?? request.Aside }, by, cancel);
        return raised.TryGet(out var made, out var refusal) ? new TakenIn(made.Id, made.Code, true, made.Secret)
            // Of two that bring one number at once, one wins and both are told of it.
            : refusal.Code is "matter.changed" or DeskFields.NumberKnown or DeskFields.NumberElsewhere
            && await BeforeAsync(request, cancel) is { } other ? other
            : refusal;
    }

    public Task<TakenIn?> FindAsync(string platform, string number, CancellationToken cancel) =>
        BeforeAsync(new RaiseRequest { Platform = platform, OutsideNumber = number }, cancel);

    public async Task<Result<Guid>> AddAsync(Guid matterId, LaterWord word, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await db.Matters.SingleOrDefaultAsync(m => m.Id == matterId, cancel) is not { } matter)
        {
            return Unknown;
        }

        if (ActNeeds.WordsMax < word.InnerWords.Length || string.IsNullOrWhiteSpace(word.InnerWords))
        {
            return new Refusal(RefusalKind.Invalid, "act.inner-words", $"1 to {ActNeeds.WordsMax} characters.");
        }

        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        await MoveDueAsync(matter, word, cancel);
        var kept = db.Keep(matter.Id, word.InnerWords.Trim(), now);
        db.Record(new TrailEntry("matter", matter.Id, matter.AreaCode, "matter.SenderAdds", by, now)
        {
            FromState = matter.Stage.ToString(),
            ToState = matter.Stage.ToString(),
            Words = [kept],
            Facts = FactsOf(matter, word, kept.Id),
        });
        await news.TellBodyAsync(matter, "SenderAdds", by, now, cancel);
        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return new Refusal(RefusalKind.Conflict, "matter.changed", "Someone else has just acted on this matter.");
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return matter.Id;
    }

    // What the sender says of somebody protected is the office's alone, as the sender may name them again.
    private static Dictionary<string, object?> FactsOf(Matter matter, LaterWord word, Guid kept)
    {
        var facts = new Dictionary<string, object?> { ["inner"] = kept };
        if (word.OuterDueAt is { } due)
        {
            facts["due"] = due;
        }

        if (matter.Protected)
        {
            facts["office"] = true;
        }

        return facts;
    }

    // Several numbers may share one handling: the earliest of their deadlines is the one that counts.
    private async Task MoveDueAsync(Matter matter, LaterWord word, CancellationToken cancel)
    {
        if (word is not { OuterDueAt: { } due, OutsideNumber: { } number })
        {
            return;
        }

        var platform = word.Platform ?? RaiseRequest.DefaultPlatform;
        var lead = matter.MergedInto is { } into ? await db.Matters.SingleAsync(m => m.Id == into, cancel) : matter;
        await db.ExecuteAsync(
            "update matter_numbers set due_at = @due where platform = @platform and number = @number",
            new { due = due.ToUnixTimeMilliseconds(), platform, number }, cancel);
        foreach (var moved in new[] { matter, lead }.Distinct())
        {
            moved.MoveOuterDue(await EarliestAsync(moved.Id, cancel) ?? due);
            if (moved.HandedBackAt is null && !moved.IsClosed)
            {
                await paused.MoveDueAsync(moved, cancel);
            }
        }
    }

    private Task<DateTimeOffset?> EarliestAsync(
        Guid matterId, CancellationToken cancel) => db.RowAsync<DateTimeOffset?>(
        """
        select min(n.due_at) from matter_numbers n
        where n.matter_id = @matterId or n.matter_id in (select m.id from matters m where m.merged_into = @matterId)
        """,
        new { matterId }, cancel);

    private async Task<TakenIn?> BeforeAsync(RaiseRequest request, CancellationToken cancel)
    {
        var asked = new
        {
            id = request.Id ?? Guid.Empty,
            source = request.Source ?? RaiseRequest.Ours,
            sourceId = request.SourceId ?? "",
            platform = request.Platform ?? RaiseRequest.DefaultPlatform,
            number = request.OutsideNumber ?? "",
        };
        var found = await db.RowAsync<Guid?>(
            """
            select id from (
                select m.id from matters m where m.id = @id
                union all select m.id from matters m where m.source = @source and m.source_id = @sourceId
                union all select n.matter_id as id from matter_numbers n where n.platform = @platform and n.number = @number) known
            limit 1
            """,
            asked, cancel);
        return found is { } id
            ? new TakenIn(id, await CodeAsync(id, cancel), false, null)
            : null;
    }

    private Task<string> CodeAsync(Guid matterId, CancellationToken cancel) => db.Voices
        .Where(v => v.MatterId == matterId && v.IsRaiser).Select(v => v.Code).FirstAsync(cancel);
}
