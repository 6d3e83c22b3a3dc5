using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Incubator.UseCases;

/// <summary>A step along the table of arrows; the one to registration founds the body.</summary>
internal sealed class TakeStep(BandengDb db, IPeople people, IBodies bodies, TimeProvider clock)
{
    private const int WordsMax = 1_000;

    public sealed record Request(Guid Id, long Version, IncubationStage To)
    {
        public DateOnly? Day { get; init; }

        /// <summary>By name, telephone or sign-in name.</summary>
        public string? Mentor { get; init; }

        public Guid? Incubator { get; init; }

        public string? Number { get; init; }

        public string? Words { get; init; }
    }

    public async Task<Result<Guid>> RunAsync(Request told, Viewer by, CancellationToken cancel)
    {
        if (await db.Incubations.SingleOrDefaultAsync(one => one.Id == told.Id, cancel) is not { } one
            || !by.MayKeep(one.AreaCode))
        {
            return Refusals.Unknown;
        }

        if (one.Version != told.Version)
        {
            return Refusals.Overtaken;
        }

        if (IncubationArrows.Find(one.Stage, told.To) is not { } arrow)
        {
            return new Refusal(RefusalKind.Conflict, "incubator.arrow", "There is no such step from here.");
        }

        var now = clock.GetUtcNow();
        var day = told.Day ?? ChinaTime.DayOf(now);
        if (day < one.StageSince || day > ChinaTime.DayOf(now))
        {
            return Refusals.Days;
        }

        if (!(await NeedsAsync(told, one, arrow, cancel)).TryGet(out var given, out var refusal))
        {
            return refusal;
        }

        await MoveAsync(one, told, given, (day, now), by.Keeping(one.AreaCode), cancel);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? one.Id : Refusals.Overtaken;
    }

    private sealed record Given(Guid? Mentor, Guid? Incubator, string? Number, PaperKind Paper, string? Words);

    private async Task MoveAsync(
        Incubation one, Request told, Given given, (DateOnly Day, DateTimeOffset Now) when, Viewer by,
        CancellationToken cancel)
    {
        var from = one.Stage;
        var kept = given.Words is { } words ? db.Keep(one.Id, words, when.Now) : null;
        one.Move(told.To, when.Day, given.Mentor, given.Incubator);
        if (given.Number is { } number)
        {
            db.IncubationPapers.Add(new(Guid.CreateVersion7(), one.Id, given.Paper, number, when.Day));
        }

        if (told.To is IncubationStage.Registered)
        {
            one.Become(bodies.Found(one.Name, BodyKind.SocialOrganization, one.AreaCode, when.Day, by));
        }

        var position = await db.IncubationSteps.CountAsync(step => step.IncubationId == one.Id, cancel);
        db.IncubationSteps.Add(IncubationStep.Of(one.Id, from, told.To, when.Day, kept?.Id, position));
        db.Record(new TrailEntry("incubation", one.Id, one.AreaCode, "incubation.step", by, when.Now)
        {
            FromState = from.ToString(),
            ToState = told.To.ToString(),
            Words = kept is null ? [] : [kept],
            Facts = new Dictionary<string, object?>
            {
                ["day"] = $"{when.Day:yyyy-MM-dd}",
                ["mentor"] = given.Mentor,
                ["incubator"] = given.Incubator,
                ["number"] = given.Number,
                ["body"] = one.BodyId,
            },
        });
    }

    private async Task<Result<Given>> NeedsAsync(
        Request told, Incubation one, IncubationArrow arrow, CancellationToken cancel)
    {
        var words = string.IsNullOrWhiteSpace(told.Words) ? null : told.Words.Trim();
        var number = string.IsNullOrWhiteSpace(told.Number) ? null : told.Number.Trim();
        Guid? mentor = null;
        foreach (var need in arrow.Needs)
        {
            if (need is StepNeed.Mentor)
            {
                if (!(await people.MeantAsync(told.Mentor, County(one.AreaCode), cancel)).TryGet(out var person, out _))
                {
                    return Missing("incubator.mentor", "Name the mentor: a name, telephone or sign-in name.");
                }

                mentor = person.Id;
            }

            var fault = need switch
            {
                StepNeed.Incubator when told.Incubator is not { } place
                    || await bodies.FindAsync(place, cancel) is not { Kind: nameof(BodyKind.Incubator) } =>
                    Missing("incubator.place", "Choose the incubator in which it has a place."),
                StepNeed.FilingNumber
                    or StepNeed.CertificateNumber when number is not { Length: <= IncubationPaper.NumberMax } =>
                    Missing("incubator.number", "Write the number of the paper."),
                StepNeed.Words when words is null => Missing("incubator.words", "Say why."),
                _ => null,
            };
            if (fault is not null)
            {
                return fault;
            }
        }

        return words?.Length > WordsMax ? Missing("incubator.words", "Say why.") : new Given(
            mentor, arrow.Needs.Contains(StepNeed.Incubator) ? told.Incubator : null,
            arrow.Needs.Contains(StepNeed.FilingNumber) || arrow.Needs.Contains(StepNeed.CertificateNumber)
                ? number
                : null,
            arrow.Needs.Contains(StepNeed.CertificateNumber) ? PaperKind.Certificate : PaperKind.Filing, words);
    }

    private static Refusal Missing(string code, string message) => new(RefusalKind.Invalid, code, message);

    private static AreaCode County(AreaCode area)
    {
        while (area.Level > AreaLevel.County && area.Parent is { } parent)
        {
            area = parent;
        }

        return area;
    }
}
