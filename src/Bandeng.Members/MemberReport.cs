using Bandeng.Kernel;

namespace Bandeng.Members;

/// <summary>How a report stands.</summary>
internal enum ReportState
{
    /// <summary>已申请.</summary>
    Asked,

    /// <summary>已报到: the branch has confirmed.</summary>
    Confirmed,

    /// <summary>未通过.</summary>
    Declined,

    /// <summary>已撤回 by who asked.</summary>
    Withdrawn,

    /// <summary>已结束: the post has ended.</summary>
    Ended,
}

/// <summary>
/// That somebody signs in at the community where they live, for themselves or for a unit; wishes stand in the erasable
/// store.
/// </summary>
internal sealed class MemberReport
{
    public Guid Id { get; private init; }

    /// <summary>Who asked; of a unit whom one calls.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The unit that signs in, in the organizations; null for a person.</summary>
    public Guid? UnitId { get; private init; }

    public AreaCode AreaCode { get; private init; }

    public ReportState State { get; private set; }

    /// <summary>Where they work.</summary>
    public string HomeUnit { get; private init; } = "";

    public Guid WishId { get; private init; }

    public Guid? SkillsId { get; private init; }

    public long MinutesWeek { get; private init; }

    public DateOnly AskedOn { get; private init; }

    public DateOnly? DecidedOn { get; private set; }

    /// <summary>The branch whose body entered the post.</summary>
    public Guid? BranchId { get; private set; }

    /// <summary>The dated post that makes a member, in the organizations.</summary>
    public Guid? PostId { get; private set; }

    public long Version { get; private set; }

    public static MemberReport Of(Told told, AreaCode area, DateOnly day) => new()
    {
        Id = told.Id,
        PersonId = told.Person,
        UnitId = told.Unit,
        AreaCode = area,
        HomeUnit = told.HomeUnit,
        WishId = told.Wish,
        SkillsId = told.Skills,
        MinutesWeek = told.MinutesWeek,
        AskedOn = day,
        Version = 1,
    };

    /// <summary>What was told, its words kept.</summary>
    internal sealed record Told(
        Guid Id, Guid Person, Guid? Unit, string HomeUnit, Guid Wish, Guid? Skills, long MinutesWeek);

    public void Confirm(Guid branch, Guid? post, DateOnly day) =>
        (State, BranchId, PostId, DecidedOn, Version) = (ReportState.Confirmed, branch, post, day, Version + 1);

    public void Become(ReportState state, DateOnly day) => (State, DecidedOn, Version) = (state, day, Version + 1);
}

/// <summary>How an entry of service stands.</summary>
internal enum ServiceState
{
    /// <summary>待确认.</summary>
    Entered,

    /// <summary>已确认: it counts.</summary>
    Confirmed,

    /// <summary>不属实.</summary>
    Refused,

    /// <summary>已冲销: taken back by a counter-entry.</summary>
    Countered,
}

/// <summary>Service that the host enters.</summary>
internal sealed class ServiceEntry
{
    public Guid Id { get; private init; }

    public Guid ReportId { get; private init; }

    public AreaCode AreaCode { get; private init; }

    public DateOnly OnDay { get; private init; }

    public Guid ActivityId { get; private init; }

    public long Minutes { get; private init; }

    public ServiceState State { get; private set; }

    public Guid? EnteredBy { get; private init; }

    /// <summary>Its entry in the ledger, once it counts.</summary>
    public Guid? LedgerId { get; private set; }

    public long Version { get; private set; }

    public static ServiceEntry Of(Guid id, MemberReport report, DateOnly day, Guid activity, long minutes, Guid? by) =>
        new()
        {
            Id = id,
            ReportId = report.Id,
            AreaCode = report.AreaCode,
            OnDay = day,
            ActivityId = activity,
            Minutes = minutes,
            EnteredBy = by,
            Version = 1,
        };

    public void Confirm(Guid ledger) => (State, LedgerId, Version) = (ServiceState.Confirmed, ledger, Version + 1);

    public void Become(ServiceState state) => (State, Version) = (state, Version + 1);
}
