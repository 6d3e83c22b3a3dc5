using Bandeng.Kernel;

namespace Bandeng.Visits.Life;

/// <summary>走访安排: whose doors are knocked at, why, from which day to which.</summary>
internal sealed class Programme
{
    public const int NameMax = 60;
    public const int PurposeMax = 300;

    public Guid Id { get; private init; }

    public string Name { get; private set; } = "";

    public string Purpose { get; private set; } = "";

    public Guid? BodyId { get; private init; }

    /// <summary>Everybody inside; from a district down to a building.</summary>
    public AreaCode AreaCode { get; private init; }

    /// <summary>Only households that are cared for in this way; <c>*</c> in any way.</summary>
    public string? NeedKind { get; private init; }

    public DateOnly StartsOn { get; private init; }

    public DateOnly EndsOn { get; private init; }

    public DateOnly? ClosedOn { get; private set; }

    public Guid MadeBy { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    public long Version { get; private set; }

    public static Programme Of(Guid id, ProgrammePlan plan, Guid by, DateTimeOffset at) => new()
    {
        Id = id,
        Name = plan.Name,
        Purpose = plan.Purpose,
        BodyId = plan.BodyId,
        AreaCode = plan.Area,
        NeedKind = plan.NeedKind,
        StartsOn = plan.StartsOn,
        EndsOn = plan.EndsOn,
        MadeBy = by,
        MadeAt = at,
        Version = 1,
    };

    public bool RunsOn(DateOnly day) => StartsOn <= day && day <= EndsOn && (ClosedOn is null || day < ClosedOn);

    /// <summary>
    /// Whether a visit may be entered on a day: while it runs, and some days later for what was done before.
    /// </summary>
    public static bool TakesVisits(
        DateOnly startsOn, DateOnly endsOn, DateOnly? closedOn, DateOnly today, int daysBack) =>
        startsOn <= today && LastDay(endsOn, closedOn) is var last
        && last >= startsOn && last >= today.AddDays(-daysBack);

    /// <summary>The last day on which it ran or is to run; one that was closed before it began never did.</summary>
    public static DateOnly LastDay(DateOnly endsOn, DateOnly? closedOn) =>
        closedOn is { } closed && closed <= endsOn ? closed.AddDays(-1) : endsOn;

    public void Close(DateOnly on) => (ClosedOn, Version) = (on, Version + 1);
}

/// <summary>A programme as it is planned, checked.</summary>
internal sealed record ProgrammePlan(
    string Name, string Purpose, Guid? BodyId, AreaCode Area, string? NeedKind, DateOnly StartsOn, DateOnly EndsOn);

/// <summary>A form of a programme.</summary>
internal sealed class VisitForm
{
    public Guid Id { get; private init; }

    public Guid ProgrammeId { get; private init; }

    public long Number { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>A list of <see cref="Question"/>.</summary>
    public string Questions { get; private set; } = "[]";

    public long Version { get; private set; }

    public static VisitForm Of(Guid programme, long number, DateOnly from, IReadOnlyList<Question> questions) => new()
    {
        Id = Guid.CreateVersion7(),
        ProgrammeId = programme,
        Number = number,
        ValidFrom = from,
        Questions = Question.Write(questions),
        Version = 1,
    };

    public void Ask(IReadOnlyList<Question> questions) =>
        (Questions, Version) = (Question.Write(questions), Version + 1);
}
