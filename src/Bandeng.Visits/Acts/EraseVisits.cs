using System.Globalization;
using Bandeng.Households;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Visits.Life;
using Bandeng.Visits.Pages.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Visits.Acts;

/// <summary>
/// Erases what was said on visits: words and answers go, that somebody knocked stays. What was promised lives on as a
/// matter.
/// </summary>
internal sealed class EraseVisits(BandengDb db, TimeProvider clock)
{
    /// <summary>Changes the unit of work.</summary>
    public async Task RunAsync(IReadOnlyList<Visit> visits, string ground, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var visit in visits)
        {
            var answers = await db.Answers.Where(one => one.VisitId == visit.Id).ToListAsync(cancel);
            var promise = await db.Promises.SingleOrDefaultAsync(one => one.VisitId == visit.Id, cancel);
            foreach (var text in answers.Select(one => one.TextId)
                .Append(visit.WordsId).Append(promise?.TextId).OfType<Guid>())
            {
                await db.EraseTextAsync(text, visit.AreaCode, ground, by, now, cancel);
            }

            db.Answers.RemoveRange(answers);
            visit.Erase(now);
            db.Record(new TrailEntry("visit", visit.Id, visit.AreaCode, "visit.erase", by, now)
            {
                Facts = new Dictionary<string, object?> { ["ground"] = ground },
            });
        }
    }
}

/// <summary>What was said on visits is kept for a time.</summary>
internal sealed class RetainedVisits(BandengDb db, EraseVisits erase) : IRetained
{
    private const int Batch = 200;

    public string Kind => "visit";

    public async Task<int> EraseAsync(DateOnly before, string ground, CancellationToken cancel)
    {
        var old = await db.Visits.Where(one => one.ErasedAt == null && one.Day < before)
            .OrderBy(one => one.Day).ThenBy(one => one.Id)
            .Take(Batch).ToListAsync(cancel);
        await erase.RunAsync(old, ground, Viewer.System, cancel);
        return old.Count;
    }
}

/// <summary>What was said to a visitor by the household of a person.</summary>
internal sealed class HeldVisits(BandengDb db, EraseVisits erase, IStringLocalizer<VisitsText> texts) : IHeld
{
    public string Key => "visits";

    public int Order => 30;

    public async Task<HeldSection> OfAsync(HeldPerson person, CancellationToken cancel)
    {
        var visits = await MineAsync(person, cancel);
        var ids = visits.Select(one => one.Id).ToArray();
        var answers = (await db.Answers.AsNoTracking().Where(one => ids.Contains(one.VisitId)).ToListAsync(cancel))
            .ToLookup(one => one.VisitId);
        var promises = (await db.Promises.AsNoTracking().Where(one => ids.Contains(one.VisitId)).ToListAsync(cancel))
            .ToDictionary(one => one.VisitId);
        var questions = await QuestionsAsync(visits, cancel);
        var words = await db.TextsAsync(
            [
                .. visits.Select(one => one.WordsId)
                .Concat(answers.SelectMany(group => group).Select(one => one.TextId))
                    .Concat(promises.Values.Select(one => (Guid?)one.TextId)).OfType<Guid>(),
            ], cancel);
        return new(Key, texts["held.visits"], texts["held.visits.ground"], true,
            [.. visits.Select(visit => Record(
                visit, [.. answers[visit.Id]], promises.GetValueOrDefault(visit.Id), questions, words))]);
    }

    public async Task EraseAsync(HeldPerson person, string ground, Viewer by, CancellationToken cancel) =>
        await erase.RunAsync(
            [.. (await MineAsync(person, cancel)).Where(visit => visit.ErasedAt is null)], ground, by, cancel);

    private async Task<List<Visit>> MineAsync(HeldPerson person, CancellationToken cancel)
    {
        var homes = person.Homes.Select(home => home.HouseholdId).ToArray();
        return [.. (await db.Visits.Where(one => homes.Contains(one.HouseholdId)).OrderByDescending(one => one.Day).ToListAsync(cancel))
            .Where(visit => person.Homes.Any(home => home.HouseholdId == visit.HouseholdId && home.ValidFrom <= visit.Day
                && (home.ValidTo is null || home.ValidTo > visit.Day)))];
    }

    private async Task<Dictionary<(Guid, string), string>> QuestionsAsync(List<Visit> visits, CancellationToken cancel)
    {
        var forms = visits.Select(one => one.FormId).OfType<Guid>().Distinct().ToArray();
        return (await db.VisitForms.AsNoTracking().Where(form => forms.Contains(form.Id)).ToListAsync(cancel))
            .SelectMany(form =>
                Question.Read(form.Questions).Select(question => (Key: (form.Id, question.Key), question.Text)))
            .ToDictionary(one => one.Key, one => one.Text);
    }

    private HeldRecord Record(
        Visit visit, List<Answer> answers, Promise? promise, Dictionary<(Guid, string), string> questions,
        IReadOnlyDictionary<Guid, string?> words)
    {
        string Text(Guid? id) => id is { } text ? words.GetValueOrDefault(text) ?? texts["erased"].Value : "";
        List<HeldFact> facts = [new("outcome", texts["outcome"], texts[$"outcome.{visit.Outcome}"])];
        facts.AddRange(answers.GroupBy(one => one.Question).Select(group => new HeldFact(
            group.Key, visit.FormId is { } form ? questions.GetValueOrDefault((form, group.Key), group.Key) : group.Key,
            string.Join("、", group.OrderBy(one => one.Position).Select(one =>
                one.Number?.ToString(CultureInfo.InvariantCulture) ?? (one.TextId is null ? one.Choice is "yes" or "no" ? texts[one.Choice].Value : one.Choice : Text(one.TextId)))))));
        facts.Add(new("words", texts["words"], visit.ErasedAt is null ? Text(visit.WordsId) : texts["erased"].Value));
        facts.Add(new("promise", texts["promise"], promise is null ? null : Text(promise.TextId)));
        return new(visit.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), facts);
    }
}
