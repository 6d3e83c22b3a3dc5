using Bandeng.Households.Grids;
using Bandeng.Kernel;

namespace Bandeng.Households.Objecting;

/// <summary>How a plan ceased to be shown.</summary>
internal enum ShowingEnd
{
    /// <summary>收回修改: to be changed and shown anew.</summary>
    TakenBack,

    Adopted,
}

/// <summary>公示: a plan as it lies before everyone, from a day to a day.</summary>
internal sealed class GridShowing
{
    public Guid Id { get; private init; }

    public Guid PlanId { get; private init; }

    public AreaCode AreaCode { get; private init; }

    public PlanKind Kind { get; private init; }

    public DateOnly FirstDay { get; private init; }

    /// <summary>The last day on which somebody may object.</summary>
    public DateOnly LastDay { get; private init; }

    /// <summary>JSON of <see cref="ShownPlan"/>.</summary>
    public string Shown { get; private init; } = "{}";

    public DateTimeOffset ShownAt { get; private init; }

    public Guid ShownBy { get; private init; }

    public DateTimeOffset? EndedAt { get; private set; }

    public ShowingEnd? EndedWhy { get; private set; }

    /// <summary>Why it was taken back.</summary>
    public Guid? ReasonId { get; private set; }

    public long Version { get; private set; }

    public static GridShowing Of(GridPlan plan, ShowingDays days, ShownPlan shown, Guid by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        PlanId = plan.Id,
        AreaCode = plan.AreaCode,
        Kind = plan.Kind,
        FirstDay = days.First,
        LastDay = days.Last,
        Shown = shown.ToJson(),
        ShownAt = now,
        ShownBy = by,
        Version = 1,
    };

    public bool IsOpen(DateOnly today) => EndedAt is null && FirstDay <= today && today <= LastDay;

    public void TakeBack(Guid reason, DateTimeOffset now) =>
        (EndedWhy, EndedAt, ReasonId, Version) = (ShowingEnd.TakenBack, now, reason, Version + 1);

    public void Adopt(DateTimeOffset now) => (EndedWhy, EndedAt, Version) = (ShowingEnd.Adopted, now, Version + 1);
}

/// <summary>The window for objections, both days included.</summary>
internal sealed record ShowingDays(DateOnly First, DateOnly Last)
{
    public int Count => Last.DayNumber - First.DayNumber + 1;
}
