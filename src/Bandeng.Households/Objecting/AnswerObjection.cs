using Bandeng.Households.Grids;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Objecting;

/// <summary>What the office says to an objection.</summary>
/// <param name="Same">Whether those with the very same words are answered with it: a thousand copies are one
/// objection.</param>
internal sealed record ObjectionAnswer(Guid Id, long Version, bool? Accepted, string? Words, bool Same = false);

/// <summary>
/// The office accepts an objection or not, and says why; who objected is told. The answer is public, its addressee is
/// not.
/// </summary>
internal sealed class AnswerObjection(BandengDb db, SecretBox box, INotices notices, TimeProvider clock)
{
    public const int WordsMin = 4;
    public const int WordsMax = 1_000;

    /// <returns>How many were answered.</returns>
    public async Task<Result<int>> RunAsync(ObjectionAnswer answer, Viewer by, CancellationToken cancel)
    {
        var objection = await db.Objections.SingleOrDefaultAsync(one => one.Id == answer.Id, cancel);
        if (objection is null || !by.May(Permission.DivideGrids, objection.AreaCode))
        {
            return new Refusal(RefusalKind.NotFound, "objection.unknown", "There is no such objection.");
        }

        if (objection.State is not ObjectionState.Open)
        {
            return new Refusal(RefusalKind.Conflict, "objection.answered", "It was answered already.");
        }

        if (objection.Version != answer.Version)
        {
            return PlanAtHand.Overtaken;
        }

        if (answer.Accepted is not { } accepted)
        {
            return new Refusal(RefusalKind.Invalid, "objection.choice", "Choose whether it is accepted.");
        }

        var words = answer.Words?.ReplaceLineEndings("\n").Trim() ?? "";
        if (words.IsUnseen() || words.Length is < WordsMin or > WordsMax)
        {
            return new Refusal(
                RefusalKind.Invalid, "objection.answer",
                $"Say why: {WordsMin} to {WordsMax} characters. Everyone reads it.");
        }

        List<GridObjection> all = [objection, .. answer.Same ? await SameAsync(objection, cancel) : []];
        foreach (var one in all)
        {
            Answer(one, accepted, words, by);
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? all.Count : PlanAtHand.Overtaken;
    }

    private void Answer(GridObjection objection, bool accepted, string words, Viewer by)
    {
        var now = clock.GetUtcNow();
        var kept = db.Keep(objection.Id, words, now);
        objection.Answer(accepted, kept.Id, by.PersonId!.Value, now);
        db.Record(new TrailEntry(
            "grid-objection", objection.Id, objection.AreaCode,
            accepted ? "grid-objection.accept" : "grid-objection.refuse",
            by.ActingOn(Permission.DivideGrids, objection.AreaCode), now)
        {
            FromState = nameof(ObjectionState.Open),
            ToState = objection.State.ToString(),
            Words = [kept],
            Facts = new Dictionary<string, object?> { ["plan"] = objection.PlanId },
        });
        if (objection.PersonId is { } person)
        {
            notices.Tell(person, new(
                NoticeKind.Progress, accepted ? "grid.accepted" : "grid.refused", "", "/grids/objections", now)
            { IsInner = true });
        }
        else if (box.Unprotect(objection.Phone) is { } phone)
        {
            notices.Text(phone, $"您对网格方案的异议已经答复，请到公示页「我的异议」凭查询码 {objection.Code} 查看。", now);
        }
    }

    /// <summary>Open objections to the same plan whose words differ in blanks and marks at most.</summary>
    private async Task<List<GridObjection>> SameAsync(GridObjection objection, CancellationToken cancel)
    {
        var others = await db.Objections
            .Where(one => one.PlanId == objection.PlanId && one.State == ObjectionState.Open && one.Id != objection.Id)
            .ToListAsync(cancel);
        var texts = await db.TextsAsync([objection.WordsId, .. others.Select(one => one.WordsId)], cancel);
        var words = Folded(texts.GetValueOrDefault(objection.WordsId));
        return others.FindAll(one => words.Length > 0 && Folded(texts.GetValueOrDefault(one.WordsId)) == words);
    }

    /// <summary>Width, blanks and marks change nothing: who sends a thousand changes just those.</summary>
    internal static string Folded(string? words) => string.Concat(
        (words ?? "").Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsLetterOrDigit));
}
