using Bandeng.Households.Grids;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Objecting;

/// <summary>
/// Somebody objects to a plan that is shown: signed in, or with name and telephone. The clerks of the place are told.
/// </summary>
internal sealed class ObjectToPlan(BandengDb db, SecretBox box, IPeople people, INotices notices, TimeProvider clock)
{
    public const int WordsMin = 2;
    public const int WordsMax = 2_000;
    public const int NameMax = 60;

    /// <summary>Of one person or telephone against one showing.</summary>
    public const int Most = 20;

    private static readonly Refusal Sent = new(
        RefusalKind.Conflict, "objection.sent", "Other words were sent with this form already. Open the form anew.");

    /// <returns>The code by which the answer is found.</returns>
    public async Task<Result<string>> RunAsync(ObjectionToSend sent, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var showing = await db.Showings.AsNoTracking().Where(one => one.PlanId == sent.PlanId)
            .OrderByDescending(one => one.ShownAt).FirstOrDefaultAsync(cancel);
        if (showing is null)
        {
            return PlanAtHand.Unknown;
        }

        if (!Who(sent, by, showing.AreaCode).TryGet(out var who, out var refusal)
            || !Words(sent).TryGet(out var words, out refusal))
        {
            return refusal;
        }

        if (await BeforeAsync(showing, sent, who, words, cancel) is { } before)
        {
            return before;
        }

        if (WhyNot(showing, sent, ChinaTime.DayOf(now)) is { } no)
        {
            return no;
        }

        var kept = db.Keep(sent.Id, words, now);
        var objection = GridObjection.Of(showing, sent, kept.Id, who, box, now);
        db.Objections.Add(objection);
        db.Record(new TrailEntry("grid-objection", sent.Id, showing.AreaCode, "grid-objection.send", by, now)
        {
            ToState = nameof(ObjectionState.Open),
            Words = [kept],
            Facts = new Dictionary<string, object?> { ["plan"] = showing.PlanId, ["building"] = sent.Building },
        });
        foreach (var clerk in await people.HoldersAsync(Role.Clerk, showing.AreaCode, cancel))
        {
            notices.Tell(clerk.Id, new(NoticeKind.Work, "grid.objection", "", $"/registry/grids/{showing.PlanId}#objections", now)
            {
                IsInner = true,
                About = $"grid-objections {showing.PlanId}",
            });
        }

        if (await db.TrySaveAsync(cancel) is SaveOutcome.Saved)
        {
            return objection.Code;
        }

        // Two taps at once: the other one was first.
        db.ChangeTracker.Clear();
        return await BeforeAsync(showing, sent, who, words, cancel) ?? Sent;
    }

    /// <summary>
    /// Whoever may divide grids there enters what a resident says at the counter, with that resident's name.
    /// </summary>
    private static Result<Objector> Who(ObjectionToSend sent, Viewer by, AreaCode area)
    {
        var isForAnother = !string.IsNullOrWhiteSpace(sent.Name + sent.Phone) && by.May(Permission.DivideGrids, area);
        if (by.PersonId is { } person && !isForAnother)
        {
            return new Objector(person, null, null);
        }

        var name = Keeping.Storable(sent.Name?.Trim() ?? "");
        return name.IsUnseen() || name.Length > NameMax
            ? new Refusal(
                RefusalKind.Invalid, "objection.name",
                $"Say who you are: at most {NameMax} characters. The name is not published.")
            : PhoneNumber.Normalize(sent.Phone).TryGet(out var phone, out var refusal) ? new Objector(null, name, phone)
            : refusal;
    }

    private static Result<string> Words(ObjectionToSend sent)
    {
        var words = Keeping.Storable((sent.Words ?? "").ReplaceLineEndings("\n").Trim());
        return words.IsUnseen() || words.Length is < WordsMin or > WordsMax
            ? new Refusal(
                RefusalKind.Invalid, "objection.words", $"Say what you object to: {WordsMin} to {WordsMax} characters.")
            : words;
    }

    private static Refusal? WhyNot(GridShowing showing, ObjectionToSend sent, DateOnly today) =>
        showing.EndedAt is not null ? new(
            RefusalKind.Conflict, "objection.ended", "The plan is not being shown any more.")
        : today < showing.FirstDay ? new(
            RefusalKind.Conflict, "objection.early", "Objections are taken from the first day of the window.")
        : today > showing.LastDay ? new(RefusalKind.Conflict, "objection.late", "The window for objections is over.")
        : sent.Building is { } building && ShownPlan.Of(showing.Shown).Buildings.All(one => one.Id != building)
            ? new(RefusalKind.Invalid, "objection.building", "Choose a building of the plan.")
        : null;

    /// <summary>
    /// What was sent before: the same form, or the same words of the same sender. A refusal where there are other
    /// words, or too many.
    /// </summary>
    private async Task<Result<string>?> BeforeAsync(
        GridShowing showing, ObjectionToSend sent, Objector who, string words, CancellationToken cancel)
    {
        if (await db.Objections.AsNoTracking().SingleOrDefaultAsync(one => one.Id == sent.Id, cancel) is { } same)
        {
            if (IsOf(same, who) && await db.TextAsync(same.WordsId, cancel) == words)
            {
                return same.Code;
            }

            return Sent;
        }

        string[] prints = who.Phone is { } phone ? box.Fingerprints(phone) : [];
        var mine = await db.Objections.AsNoTracking()
            .Where(one => one.ShowingId == showing.Id
                && (who.PersonId != null ? one.PersonId == who.PersonId : prints.Contains(one.PhoneFingerprint!)))
            .ToListAsync(cancel);
        var texts = await db.TextsAsync([.. mine.Select(one => one.WordsId)], cancel);
        if (mine.Find(one => one.BuildingId == sent.Building && texts.GetValueOrDefault(one.WordsId) == words)
            is { } twice)
        {
            return twice.Code;
        }

        if (mine.Count >= Most)
        {
            return new Refusal(
                RefusalKind.TooOften, "objection.many", $"At most {Most} objections of one person to one plan.");
        }

        return null;
    }

    private bool IsOf(GridObjection objection, Objector who) => who.PersonId is { } person
        ? objection.PersonId == person
        : objection.PhoneFingerprint is { } print && box.Fingerprints(who.Phone!).Contains(print);
}
