using System.Globalization;
using Bandeng.Households;
using Bandeng.Households.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Visits.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Visits.Acts;

/// <summary>A visit as the page at the door tells of it.</summary>
/// <param name="Id">Made with the form: sent twice, over a poor line, it is one.</param>
/// <param name="Answers">By the question's key; several of have several values.</param>
/// <param name="Promise">What was promised, or done at once; empty: nothing.</param>
/// <param name="OnTheSpot">It was done at the door: no matter comes of it.</param>
internal sealed record NewVisit(
    Guid Id, Guid Household, Guid? Programme, VisitOutcome Outcome, DateOnly? Day,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Answers,
    string? Words, string? Promise, bool OnTheSpot, DateOnly? PromisedFor);

/// <summary>What became of it.</summary>
/// <param name="MatterId">The matter that the promise became.</param>
internal sealed record EnteredVisit(Guid Id, Guid? MatterId, string? MatterCode, IReadOnlyList<string> Dropped);

/// <summary>
/// One entry at the door: it feeds the file of the grid, the dates of care, and matters. A promise becomes a matter
/// with the promised day as its deadline, all of it together or not at all.
/// </summary>
internal sealed class EnterVisit(BandengDb db, IHomes homes, IMatterIntake intake, TimeProvider clock)
{
    /// <summary>So many days later it may still be entered.</summary>
    public const int DaysBack = 7;

    private const int WordsMax = 500;

    public async Task<Result<EnteredVisit>> RunAsync(NewVisit form, Viewer by, CancellationToken cancel)
    {
        if (!(await ReadyAsync(form, by, cancel)).TryGet(out var ready, out var refusal))
        {
            return refusal;
        }

        return await BeforeAsync(form, by.PersonId!.Value, cancel)
            ?? (ready.Faults is [var fault, ..] ? fault : await SaveAsync(form, ready, by, cancel));
    }

    /// <summary>All that is wrong with it, in the order of the fields; one that is unknown has none.</summary>
    public async Task<IReadOnlyList<Refusal>> FaultsAsync(NewVisit form, Viewer by, CancellationToken cancel) =>
        (await ReadyAsync(form, by, cancel)).TryGet(out var ready, out _) ? ready.Faults : [];

    private sealed record Ready(
        HomeToVisit Home, VisitForm? Asked, DateOnly Day, Answers Told, string Words, string Promise,
        IReadOnlyList<string> Dropped, IReadOnlyList<Refusal> Faults);

    private async Task<Result<Ready>> ReadyAsync(NewVisit form, Viewer by, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        if (await homes.FindAsync(form.Household, by, cancel) is not { } home || by.PersonId is null)
        {
            return VisitRefusals.Unknown;
        }

        var programme = form.Programme is { } named
            ? await db.Programmes.AsNoTracking().SingleOrDefaultAsync(one => one.Id == named, cancel)
            : null;
        var day = form.Day ?? today;
        if (form.Programme is not null && (programme is null || !programme.AreaCode.Contains(home.AreaCode)))
        {
            return VisitRefusals.Unknown;
        }

        var asked = programme is null
            ? null
            : await db.VisitForms.AsNoTracking().Where(one => one.ProgrammeId == programme.Id)
            .OrderByDescending(one => one.Number).FirstAsync(cancel);
        var said = form.Outcome is VisitOutcome.Done;
        var (words, dropped) = NotHeld.Sift(said ? form.Words ?? "" : "");
        var (promise, promiseDropped) = NotHeld.Sift(said ? form.Promise ?? "" : "");
        IReadOnlyList<Question> questions = said && asked is not null ? Question.Read(asked.Questions) : [];
        var (told, unanswered) = Answers.Read(questions, form.Answers);
        string?[] faults =
        [
            words.Length > WordsMax ? "visit.words" : null,
            promise.Length > WordsMax ? "visit.promise"
                : promise.Length == 0 && promiseDropped.Count > 0 ? "visit.promise-not-held"
                : null,
            promise.Length > 0 && !form.OnTheSpot
                && (form.PromisedFor is null || form.PromisedFor < today || form.PromisedFor > today.AddDays(366))
                ? "visit.promised-for"
                : null,
            programme?.RunsOn(day) == false ? "visit.over"
                : day > today || day < today.AddDays(-DaysBack) ? "visit.day"
                : null,
        ];
        return new Ready(
            home, asked, day, told, words, promise, [.. dropped, .. promiseDropped, .. told.Dropped],
            [.. unanswered, .. faults.OfType<string>().Select(VisitRefusals.Invalid)]);
    }

    // Sent again by an impatient thumb: the first one counts.
    private async Task<Result<EnteredVisit>?> BeforeAsync(NewVisit form, Guid me, CancellationToken cancel)
    {
        var found = await db.Visits.AsNoTracking().SingleOrDefaultAsync(one => one.Id == form.Id, cancel);
        if (found is null)
        {
            return null;
        }

        return found.VisitorId != me || found.HouseholdId != form.Household
            ? VisitRefusals.Overtaken
            : new EnteredVisit(
                found.Id,
                await db.Promises.Where(one => one.VisitId == found.Id)
                    .Select(one => one.MatterId).SingleOrDefaultAsync(cancel),
                null, []);
    }

    private async Task<Result<EnteredVisit>> SaveAsync(
        NewVisit form, Ready said, Viewer by, CancellationToken cancel)
    {
        var (now, home) = (clock.GetUtcNow(), said.Home);
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        TakenIn? matter = null;
        if (said.Promise.Length > 0 && !form.OnTheSpot)
        {
            if (!(await intake.TakeInAsync(await RaisedAsync(form, home, said.Promise, cancel), null, by, cancel))
                .TryGet(out matter, out var refusal))
            {
                return refusal;
            }
        }

        var words = said.Words.Length > 0 ? db.Keep(form.Id, said.Words, now) : null;
        var promise = said.Promise.Length > 0 ? db.Keep(form.Id, said.Promise, now) : null;
        var visit = Visit.Of(
            new(
                form.Id, form.Programme, said.Asked?.Id, home.Id, home.BuildingId, home.AreaCode, said.Day, now,
                by.PersonId!.Value, form.Outcome),
            words?.Id);
        db.Visits.Add(visit);
        var kept = said.Told.Keep(db, form.Id, now);
        if (promise is not null)
        {
            db.Promises.Add(Promise.Of(visit, promise.Id, form.OnTheSpot ? null : form.PromisedFor, matter?.MatterId));
        }

        if (form.Outcome is VisitOutcome.Done)
        {
            await homes.VisitedAsync(home.Id, said.Day, cancel);
        }

        var post = by.PostFor(Permission.Visit, home.AreaCode) ?? by.PostsWith(Permission.Visit).FirstOrDefault();
        db.Record(new TrailEntry("visit", visit.Id, home.AreaCode, "visit.enter", by with { ActingPost = post }, now)
        {
            Words = [.. new[] { words, promise }.OfType<KeptText>(), .. kept],
            Facts = new Dictionary<string, object?>
            {
                ["household"] = home.Id,
                ["programme"] = form.Programme,
                ["outcome"] = form.Outcome.ToString(),
                ["matter"] = matter?.MatterId,
                ["dropped"] = said.Dropped.Count,
            },
        });
        if (await db.TrySaveAsync(cancel) is not SaveOutcome.Saved)
        {
            return VisitRefusals.Overtaken;
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return new EnteredVisit(visit.Id, matter?.MatterId, matter?.Code, said.Dropped);
    }

    private async Task<RaiseRequest> RaisedAsync(
        NewVisit form, HomeToVisit home, string promise, CancellationToken cancel) => new()
        {
            // One visit has one promise: its id is the matter's id in our own source.
            Source = "visits",
            SourceId = form.Id.ToString(),
            Detail = promise,
            Area = home.AreaCode.ToString(),
            PlaceWords = home.DoorName, // the area is the building, and says so
            Channel = Channel.Visit,
            Name = home.Head,
            Phone = await homes.PhoneOfAsync(home.Id, cancel),
            OuterDueAt = ChinaTime.ToInstant(form.PromisedFor!.Value.ToDateTime(new TimeOnly(18, 0))),
            IsForSomebodyElse = true,
        };
}

/// <summary>Answers to the questions of a form, read.</summary>
internal sealed class Answers
{
    private const int WordsMax = 200;

    private readonly List<(Question Question, string? Choice, double? Number, string? Words)> _values = [];

    /// <summary>Clauses that the system does not hold.</summary>
    public List<string> Dropped { get; } = [];

    /// <summary>
    /// The answers, and for each question that is not answered as it asks a refusal whose words are its key; what is
    /// not asked is not read.
    /// </summary>
    public static (Answers Told, IReadOnlyList<Refusal> Faults) Read(
        IReadOnlyList<Question> questions, IReadOnlyDictionary<string, IReadOnlyList<string>> told)
    {
        var (answers, faults) = (new Answers(), new List<Refusal>());
        foreach (var question in questions.Where(one => one.Kind is not QuestionKind.Promise))
        {
            string[] values = [.. told.GetValueOrDefault(question.Key, []).Select(value => value.Trim())
                .Where(value => value.Length > 0).Distinct()];
            if (values is [] ? question.Required : !answers.Take(question, values))
            {
                faults.Add(new(
                    RefusalKind.Invalid, $"answer.{(values is [] ? "missing" : question.Kind)}", question.Key));
            }
        }

        return (answers, faults);
    }

    /// <summary>Puts them into the unit of work; free words go to the erasable store.</summary>
    public IReadOnlyList<KeptText> Keep(BandengDb db, Guid visit, DateTimeOffset now)
    {
        var kept = new List<KeptText>();
        foreach (var group in _values.GroupBy(value => value.Question.Key))
        {
            foreach (var (position, (_, choice, number, words)) in group.Index())
            {
                var text = words is null ? null : db.Keep(visit, words, now);
                kept.AddRange(text is null ? [] : [text]);
                db.Answers.Add(Answer.Of(visit, group.Key, position, choice, number, text?.Id));
            }
        }

        return kept;
    }

    private bool Take(Question question, string[] values)
    {
        switch (question.Kind)
        {
            case QuestionKind.YesNo when values is ["yes" or "no"]:
            case QuestionKind.OneOf when values.Length == 1 && question.Options.Contains(values[0]):
            case QuestionKind.Day when values.Length == 1 && ChinaTime.ReadDay(values[0]) is not null:
                _values.Add((question, values[0], null, null));
                return true;
            case QuestionKind.SeveralOf when values.All(question.Options.Contains):
                _values.AddRange(values.Select(value => (question, (string?)value, (double?)null, (string?)null)));
                return true;
            case QuestionKind.Number when values.Length == 1
                && double.TryParse(
                    values[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number <= 1e12:
                _values.Add((question, null, number, null));
                return true;
            case QuestionKind.Words when values.Length == 1 && values[0].Length <= WordsMax:
                var (kept, dropped) = NotHeld.Sift(values[0]);
                Dropped.AddRange(dropped);
                if (kept.Length > 0)
                {
                    _values.Add((question, null, null, kept));
                }

                return true;
            default:
                return false;
        }
    }
}
