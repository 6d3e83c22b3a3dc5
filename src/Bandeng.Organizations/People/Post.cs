using Bandeng.Kernel;

namespace Bandeng.Organizations.People;

/// <summary>A dated post: who is what, where, from which day to which, and who stands in (AB角).</summary>
internal sealed class Post
{
    public Guid Id { get; private init; }

    public Guid PersonId { get; private init; }

    public Role Role { get; private init; }

    public AreaCode AreaCode { get; private init; }

    public Guid? BodyId { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day, included; null while nobody knows one.</summary>
    public DateOnly? ValidTo { get; private set; }

    public Guid? StandInPersonId { get; private set; }

    public DateOnly? StandInFrom { get; private set; }

    /// <summary>The last day of standing in, included.</summary>
    public DateOnly? StandInTo { get; private set; }

    public long Version { get; private set; }

    public static Post Of(Guid id, Guid personId, Role role, AreaCode area, Guid? bodyId, DateOnly from) => new()
    {
        Id = id,
        PersonId = personId,
        Role = role,
        AreaCode = area,
        BodyId = bodyId,
        ValidFrom = from,
    };

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } last || day <= last);

    /// <summary>Names the last day. An end may be moved while it has not passed.</summary>
    public Result<Post> End(DateOnly lastDay, DateOnly today)
    {
        if (ValidTo is { } ended && ended < today)
        {
            return new Refusal(RefusalKind.Conflict, "post.ended", "This post has already ended.");
        }

        if (lastDay < ValidFrom)
        {
            return new Refusal(RefusalKind.Invalid, "post.last-day", "The last day lies before the first.");
        }

        (ValidTo, Version) = (lastDay, Version + 1);
        return this;
    }

    /// <summary>Names who stands in from one day to another, both included; null takes the stand-in back.</summary>
    public Result<Post> LetStandIn(StandIn? standIn)
    {
        if (standIn is not null && (standIn.To < standIn.From || standIn.To < ValidFrom || ValidTo < standIn.From))
        {
            return new Refusal(RefusalKind.Invalid, "stand-in.days", "The days do not lie within the post.");
        }

        if (standIn?.PersonId == PersonId)
        {
            return new Refusal(RefusalKind.Invalid, "stand-in.self", "Nobody stands in for themselves.");
        }

        (StandInPersonId, StandInFrom, StandInTo) = (standIn?.PersonId, standIn?.From, standIn?.To);
        Version++;
        return this;
    }
}

/// <summary>Who stands in, from which day to which, both included.</summary>
internal sealed record StandIn(Guid PersonId, DateOnly From, DateOnly To);
