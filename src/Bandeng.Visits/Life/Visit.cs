using Bandeng.Kernel;

namespace Bandeng.Visits.Life;

internal enum VisitOutcome
{
    /// <summary>见到了.</summary>
    Done,

    /// <summary>没人在家: the door comes again.</summary>
    NobodyHome,

    /// <summary>不愿意: it is not knocked at again in this programme.</summary>
    Refused,
}

/// <summary>走访: somebody knocked at a door on a day. No way is recorded, and no place of the one who walked.</summary>
internal sealed class Visit
{
    public Guid Id { get; private init; }

    public Guid? ProgrammeId { get; private init; }

    public Guid? FormId { get; private init; }

    public Guid HouseholdId { get; private init; }

    public Guid BuildingId { get; private init; }

    /// <summary>Of the day on which it was made.</summary>
    public AreaCode AreaCode { get; private init; }

    public DateOnly Day { get; private init; }

    public DateTimeOffset EnteredAt { get; private init; }

    public Guid VisitorId { get; private init; }

    public VisitOutcome Outcome { get; private init; }

    /// <summary>What else was said, an erasable text.</summary>
    public Guid? WordsId { get; private init; }

    public DateTimeOffset? ErasedAt { get; private set; }

    public long Version { get; private set; }

    public static Visit Of(VisitBirth birth, Guid? words) => new()
    {
        Id = birth.Id,
        ProgrammeId = birth.ProgrammeId,
        FormId = birth.FormId,
        HouseholdId = birth.HouseholdId,
        BuildingId = birth.BuildingId,
        AreaCode = birth.Area,
        Day = birth.Day,
        EnteredAt = birth.At,
        VisitorId = birth.VisitorId,
        Outcome = birth.Outcome,
        WordsId = words,
        Version = 1,
    };

    public void Erase(DateTimeOffset at) => (ErasedAt, Version) = (at, Version + 1);
}

/// <summary>What a visit begins with.</summary>
internal sealed record VisitBirth(
    Guid Id, Guid? ProgrammeId, Guid? FormId, Guid HouseholdId, Guid BuildingId, AreaCode Area, DateOnly Day,
    DateTimeOffset At, Guid VisitorId,
    VisitOutcome Outcome);

/// <summary>One value of an answer; several of have several.</summary>
internal sealed class Answer
{
    public Guid VisitId { get; private init; }

    public string Question { get; private init; } = "";

    public long Position { get; private init; }

    /// <summary>yes, no, one of the options, or a day.</summary>
    public string? Choice { get; private init; }

    public double? Number { get; private init; }

    public Guid? TextId { get; private init; }

    public static Answer Of(
        Guid visit, string question, long position, string? choice, double? number = null, Guid? text = null) => new()
        {
            VisitId = visit,
            Question = question,
            Position = position,
            Choice = choice,
            Number = number,
            TextId = text,
        };
}

internal enum Settlement
{
    /// <summary>转为事项.</summary>
    Matter,

    /// <summary>自办件: done at the door.</summary>
    OnTheSpot,
}

/// <summary>What was promised on a visit, or done at once.</summary>
internal sealed class Promise
{
    public Guid VisitId { get; private init; }

    public Guid HouseholdId { get; private init; }

    public AreaCode AreaCode { get; private init; }

    public Guid TextId { get; private init; }

    public Settlement Settlement { get; private init; }

    public DateOnly? PromisedFor { get; private init; }

    public Guid? MatterId { get; private init; }

    public DateOnly MadeOn { get; private init; }

    public static Promise Of(Visit visit, Guid text, DateOnly? promisedFor, Guid? matter) => new()
    {
        VisitId = visit.Id,
        HouseholdId = visit.HouseholdId,
        AreaCode = visit.AreaCode,
        TextId = text,
        Settlement = matter is null ? Settlement.OnTheSpot : Settlement.Matter,
        PromisedFor = promisedFor,
        MatterId = matter,
        MadeOn = visit.Day,
    };
}
