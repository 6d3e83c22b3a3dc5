using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Incubator.UseCases;

/// <summary>An idea for a social organization is entered. A form sent twice enters one.</summary>
internal sealed class StartIdea(BandengDb db, IPeople people, TimeProvider clock)
{
    private const int IdeaMax = 2_000;

    /// <param name="Contact">Who wants it, by name, telephone or sign-in name; may be left out.</param>
    public sealed record Request(
        Guid Id, string? Name, AreaCode Area, string? Idea, string? Contact, DateOnly? Day = null);

    public async Task<Result<Guid>> RunAsync(Request told, Viewer by, CancellationToken cancel)
    {
        var (now, name, idea) = (clock.GetUtcNow(), (told.Name ?? "").Trim(), (told.Idea ?? "").Trim());
        if (FaultOf(told, name, idea, by) is { } fault)
        {
            return fault;
        }

        Guid? contact = null;
        if (!string.IsNullOrWhiteSpace(told.Contact))
        {
            if (!(await people.MeantAsync(told.Contact, told.Area, cancel)).TryGet(out var person, out var refusal))
            {
                return refusal;
            }

            contact = person.Id;
        }

        if (await db.Incubations.AnyAsync(one => one.Id == told.Id, cancel))
        {
            return told.Id;
        }

        var day = told.Day ?? ChinaTime.DayOf(now);
        if (day > ChinaTime.DayOf(now))
        {
            return Refusals.Days;
        }

        var kept = db.Keep(told.Id, idea, now);
        db.Incubations.Add(Incubation.Of(told.Id, name, told.Area, kept.Id, contact, day));
        db.IncubationSteps.Add(IncubationStep.Of(told.Id, null, IncubationStage.Idea, day, null, 0));
        db.Record(new TrailEntry("incubation", told.Id, told.Area, "incubation.idea", by.Keeping(told.Area), now)
        {
            ToState = nameof(IncubationStage.Idea),
            Words = [kept],
            Facts = new Dictionary<string, object?> { ["name"] = name, ["day"] = $"{day:yyyy-MM-dd}" },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? told.Id : Refusals.Overtaken;
    }

    private static Refusal? FaultOf(Request told, string name, string idea, Viewer by) =>
        told.Area == default || told.Area.Level > AreaLevel.Village || !by.MayKeep(told.Area)
            ? new(RefusalKind.Invalid, "incubator.area", "Choose a place inside the area of your post.")
        : name.Length is 0
        or > Incubation.NameMax ? new(
            RefusalKind.Invalid, "incubator.name", $"A name has 1 to {Incubation.NameMax} characters.")
        : idea.Length is 0
        or > IdeaMax ? new(
            RefusalKind.Invalid, "incubator.idea", $"Say what it wants to do, in 1 to {IdeaMax} characters.")
        : null;
}
