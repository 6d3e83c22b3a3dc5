using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Objecting;

/// <summary>An objection as the office reads it.</summary>
/// <param name="Words">Null once erased.</param>
/// <param name="Same">How many open ones have the same words, this one among them.</param>
internal sealed record ObjectionCard(GridObjection Objection, string? Words, string? Answer, string? Who, int Same);

/// <summary>
/// An objection as everyone reads it: what it is about and what was answered; neither who nor their words.
/// </summary>
internal sealed record PublicObjection(
    Guid? BuildingId, DateTimeOffset SentAt, ObjectionState State, string? Answer, DateTimeOffset? AnsweredAt);

/// <summary>An objection as its sender reads it.</summary>
/// <param name="Words">Null for who has nothing but the code.</param>
internal sealed record OwnObjection(
    string Code, Guid PlanId, AreaCode AreaCode, DateTimeOffset SentAt, ObjectionState State, string? Words,
    string? Answer, DateTimeOffset? AnsweredAt);

/// <summary>Reads objections for the office, for everyone and for who sent them.</summary>
internal sealed class ReadObjections(BandengDb db, SecretBox box, IPeople people)
{
    private const int MostOwn = 100;

    /// <summary>All of a plan, those without an answer first; the caller has checked the viewer's post.</summary>
    public async Task<IReadOnlyList<ObjectionCard>> OfPlanAsync(Guid planId, CancellationToken cancel)
    {
        var (all, texts) = await ReadAsync(planId, cancel);
        var names = await people.NamesAsync(all.Select(one => one.PersonId).OfType<Guid>(), cancel);
        var same = all.Where(one => one.State == ObjectionState.Open)
            .ToLookup(one => AnswerObjection.Folded(texts.GetValueOrDefault(one.WordsId)));
        return
        [
            .. all.OrderBy(one => one.State != ObjectionState.Open).ThenBy(one => one.SentAt).Select(one =>
            {
                var words = texts.GetValueOrDefault(one.WordsId);
                return new ObjectionCard(
                    one, words, Answer(one, texts),
                    one.PersonId is { } person ? names.GetValueOrDefault(person) : box.Unprotect(one.Name),
                    one.State == ObjectionState.Open && words is not null
                        ? same[AnswerObjection.Folded(words)].Count()
                        : 1);
            }),
        ];
    }

    /// <summary>All of a plan in the order they came.</summary>
    public async Task<IReadOnlyList<PublicObjection>> PublicAsync(Guid planId, CancellationToken cancel)
    {
        var (all, texts) = await ReadAsync(planId, cancel);
        return [.. all.Select(
            one => new PublicObjection(one.BuildingId, one.SentAt, one.State, Answer(one, texts), one.AnsweredAt))];
    }

    /// <summary>What stands behind a code; null where it is nobody's.</summary>
    public async Task<OwnObjection?> OfCodeAsync(string? typed, CancellationToken cancel)
    {
        if (ObjectionCode.Read(typed) is not { } code
            || await db.Objections.AsNoTracking()
                .SingleOrDefaultAsync(one => one.Code == code, cancel) is not { } found)
        {
            return null;
        }

        var texts = await db.TextsAsync([.. new[] { found.AnswerId }.OfType<Guid>()], cancel);
        return Own(found, null, Answer(found, texts));
    }

    /// <summary>What somebody signed in sent, newest first, with their words.</summary>
    public async Task<IReadOnlyList<OwnObjection>> OfPersonAsync(Guid person, CancellationToken cancel)
    {
        var all = await db.Objections.AsNoTracking().Where(one => one.PersonId == person)
            .OrderByDescending(one => one.SentAt).Take(MostOwn).ToListAsync(cancel);
        var texts = await TextsAsync(all, cancel);
        return [.. all.Select(one => Own(one, texts.GetValueOrDefault(one.WordsId), Answer(one, texts)))];
    }

    private static OwnObjection Own(GridObjection one, string? words, string? answer) =>
        new(one.Code, one.PlanId, one.AreaCode, one.SentAt, one.State, words, answer, one.AnsweredAt);

    private async Task<(
        List<GridObjection> All,
        IReadOnlyDictionary<Guid, string?> Texts)> ReadAsync(Guid planId, CancellationToken cancel)
    {
        var all = await db.Objections.AsNoTracking().Where(one => one.PlanId == planId)
            .OrderBy(one => one.SentAt).ThenBy(one => one.Id).ToListAsync(cancel);
        return (all, await TextsAsync(all, cancel));
    }

    private Task<IReadOnlyDictionary<Guid, string?>> TextsAsync(List<GridObjection> all, CancellationToken cancel) =>
        db.TextsAsync([.. all.Select(one => one.WordsId), .. all.Select(one => one.AnswerId).OfType<Guid>()], cancel);

    private static string? Answer(GridObjection one, IReadOnlyDictionary<Guid, string?> texts) =>
        one.AnswerId is { } id ? texts.GetValueOrDefault(id) : null;
}
