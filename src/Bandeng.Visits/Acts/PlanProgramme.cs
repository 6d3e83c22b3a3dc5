using Bandeng.Households;
using Bandeng.Households.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Visits.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Visits.Acts;

/// <summary>A programme as a form tells of it.</summary>
internal sealed record NewProgramme(
    Guid Id, string? Name, string? Purpose, Guid? BodyId, string? Area, string? NeedKind, DateOnly? StartsOn,
    DateOnly? EndsOn);

/// <summary>Makes a programme of visits, says what it asks, closes it.</summary>
internal sealed class PlanProgramme(BandengDb db, IHomes homes, IBodies bodies, TimeProvider clock)
{
    private const int MostDays = 400;

    public async Task<Result<Guid>> MakeAsync(NewProgramme form, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!AreaCode.TryParse(form.Area, out var area) || by.PostFor(Permission.PlanVisits, area) is not { } post)
        {
            return VisitRefusals.Invalid("programme.area");
        }

        if (await db.Programmes.AnyAsync(one => one.Id == form.Id, cancel))
        {
            return form.Id;
        }

        if (await FaultsAsync(form, by, cancel) is [var fault, ..])
        {
            return fault;
        }

        var (name, purpose) = (form.Name!.Trim(), form.Purpose!.Trim());
        var kind = string.IsNullOrWhiteSpace(form.NeedKind) ? null : form.NeedKind;
        var plan = new ProgrammePlan(name, purpose, form.BodyId, area, kind, form.StartsOn!.Value, form.EndsOn!.Value);
        db.Programmes.Add(Programme.Of(form.Id, plan, by.PersonId!.Value, now));
        db.VisitForms.Add(VisitForm.Of(form.Id, 1, ChinaTime.DayOf(now), []));
        db.Record(new TrailEntry("programme", form.Id, area, "programme.make", by with { ActingPost = post }, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["from"] = plan.StartsOn,
                ["to"] = plan.EndsOn,
                ["kind"] = kind,
                ["body"] = form.BodyId,
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? form.Id : VisitRefusals.Overtaken;
    }

    /// <summary>All that is wrong with a form, in the order of its fields.</summary>
    public async Task<IReadOnlyList<Refusal>> FaultsAsync(NewProgramme form, Viewer by, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var kind = string.IsNullOrWhiteSpace(form.NeedKind) ? null : form.NeedKind;
        string?[] faults =
        [
            WordsFault(form.Name, Programme.NameMax, "programme.name"),
            WordsFault(form.Purpose, Programme.PurposeMax, "programme.purpose"),
            AreaCode.TryParse(form.Area, out var area) && by.PostFor(Permission.PlanVisits, area) is not null
                ? null
                : "programme.area",
            kind is not null and not "*" && !(await homes.CareKindsAsync(cancel)).Any(one => one.Code == kind)
                ? "programme.kind"
                : null,
            form.BodyId is { } body && await bodies.FindAsync(body, cancel) is null ? "programme.body" : null,
            form.StartsOn is null ? "programme.starts" : null,
            form.EndsOn is null || form.EndsOn < form.StartsOn || form.EndsOn < today
                || form.EndsOn > form.StartsOn?.AddDays(MostDays) ? "programme.ends" : null,
        ];
        return [.. faults.OfType<string>().Select(VisitRefusals.Invalid)];
    }

    private static string? WordsFault(string? typed, int most, string code) =>
        typed?.Trim() is not { Length: > 0 } words || words.Length > most ? code
        : IsNotHeld(words) ? "programme.not-held"
        : null;

    // Nobody is visited for what the system does not hold, and nobody is asked for it.
    private static bool IsNotHeld(string words) => NotHeldHeadings.Has(words) || NotHeld.Sift(words).Dropped.Count > 0;

    /// <summary>What is asked from today on; a form that answers were given to stays as it was.</summary>
    /// <param name="version">Of the form that was shown.</param>
    public async Task<Result<Guid>> AskAsync(
        Guid programme, long version, IReadOnlyList<Question> questions, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await db.Programmes.SingleOrDefaultAsync(one => one.Id == programme, cancel) is not { } found
            || by.PostFor(Permission.PlanVisits, found.AreaCode) is not { } post)
        {
            return VisitRefusals.Unknown;
        }

        if (Fault(questions) is { } fault)
        {
            return VisitRefusals.Invalid(fault);
        }

        var form = await db.VisitForms.Where(one => one.ProgrammeId == programme)
            .OrderByDescending(one => one.Number).FirstAsync(cancel);
        if (form.Version * 1000 + form.Number != version)
        {
            return VisitRefusals.Overtaken;
        }

        if (!(await KeyedAsync(programme, form, questions, cancel)).TryGet(out var keyed, out var refusal))
        {
            return refusal;
        }

        questions = keyed.Questions;
        if (await db.Visits.AnyAsync(visit => visit.FormId == form.Id, cancel))
        {
            form = VisitForm.Of(programme, form.Number + 1, ChinaTime.DayOf(now), questions);
            db.VisitForms.Add(form);
        }
        else
        {
            form.Ask(questions);
        }

        db.Record(new TrailEntry("programme", programme, found.AreaCode, "programme.ask", by with { ActingPost = post }, now)
        {
            Facts = new Dictionary<string, object?> { ["form"] = form.Number, ["questions"] = questions.Count },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? programme : VisitRefusals.Overtaken;
    }

    public async Task<Result<Guid>> CloseAsync(Guid programme, long version, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var found = await db.Programmes.SingleOrDefaultAsync(one => one.Id == programme, cancel);
        if (found is null || by.PostFor(Permission.PlanVisits, found.AreaCode) is not { } post)
        {
            return VisitRefusals.Unknown;
        }

        if (found.ClosedOn is not null || found.Version != version)
        {
            return VisitRefusals.Overtaken;
        }

        found.Close(ChinaTime.DayOf(now));
        db.Record(
            new TrailEntry(
                "programme", programme, found.AreaCode, "programme.close", by with { ActingPost = post }, now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? programme : VisitRefusals.Overtaken;
    }

    private sealed record Keyed(IReadOnlyList<Question> Questions);

    /// <summary>
    /// An answer belongs to the question that it was given to: a question that was answered is answered in no other
    /// way, and a new one never takes the key of one that was asked before.
    /// </summary>
    private async Task<Result<Keyed>> KeyedAsync(
        Guid programme, VisitForm latest, IReadOnlyList<Question> questions, CancellationToken cancel)
    {
        var asked = Question.Read(latest.Questions).DistinctBy(one => one.Key).ToDictionary(one => one.Key);
        var answered = (await db.RowsAsync<string>(
            """
            select distinct a.question from visit_answers a join visits v on v.id = a.visit_id
            where v.programme_id = @programme
            """,
            new { programme }, cancel)).ToHashSet();
        var changed = questions.FirstOrDefault(one =>
            asked.TryGetValue(one.Key, out var before) && before.Kind != one.Kind && answered.Contains(one.Key));
        if (changed is not null)
        {
            return new Refusal(
                RefusalKind.Conflict, "question.answered",
                $"“{changed.Text}” was answered already: ask a new question.")
            {
                Details = [changed.Text],
            };
        }

        var taken = (await db.VisitForms.Where(one => one.ProgrammeId == programme).Select(one => one.Questions)
            .ToListAsync(cancel)).SelectMany(Question.Read).Select(one => one.Key)
            .Concat(questions.Select(one => one.Key)).ToHashSet();
        var before = taken.Except(questions.Select(one => one.Key)).Concat(answered).ToHashSet();
        var given = new HashSet<string>();
        return new Keyed([.. questions.Select(one =>
            (asked.ContainsKey(one.Key) || !before.Contains(one.Key)) && given.Add(one.Key)
                ? one
                : one with { Key = Free() })]);

        string Free()
        {
            var next = Enumerable.Range(1, taken.Count + 1).Select(number => $"q{number}")
                .First(key => !taken.Contains(key));
            taken.Add(next);
            return next;
        }
    }

    private static string? Fault(IReadOnlyList<Question> questions) =>
        questions.Count > Question.Most ? "question.many"
        : questions.Any(one => one.Text.Length is 0 or > Question.TextMax) ? "question.text-long"
        : questions.Any(one => one.Kind is QuestionKind.OneOf or QuestionKind.SeveralOf
            && (one.Options.Count is < 2 or > Question.OptionsMost || one.Options.Any(option => option.Length > Question.OptionMax)
                || one.Options.Distinct().Count() != one.Options.Count)) ? "question.options-few"
        : questions.Any(one => one.Unit.Length > 10) ? "question.unit-long"
        : questions.Count(one => one.Kind is QuestionKind.Promise) > 1 ? "question.promise-once"
        : questions.Any(one => IsNotHeld(one.Text) || one.Options.Any(IsNotHeld)) ? "question.not-held"
        : null;
}
