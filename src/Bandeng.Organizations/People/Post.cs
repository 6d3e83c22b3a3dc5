using Bandeng.Kernel;

namespace Bandeng.Organizations.People;

/// <summary>A dated post: who is what, where, from which day to which, and who stands in (AB角).</summary>
internal sealed class Post
{
    public const int TitleMax = 40;

    public Guid Id { get; private init; }

    public Guid PersonId { get; private init; }

    public Role Role { get; private init; }

    public AreaCode AreaCode { get; private set; }

    public Guid? BodyId { get; private init; }

    /// <summary>How the post is called here: 第一书记; null where its role says it.</summary>
    public string? Title { get; private set; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day, included; null while nobody knows one.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <summary>When it was taken away before the end of its last day: its powers ended with that moment.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public Guid? StandInPersonId { get; private set; }

    public DateOnly? StandInFrom { get; private set; }

    /// <summary>The last day of standing in, included.</summary>
    public DateOnly? StandInTo { get; private set; }

    /// <summary>When what rested on it was handed on, once it was over.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

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

    /// <summary>The same post at the same place, which has another code from now on.</summary>
    public void Recode(AreaCode code) => (AreaCode, Version) = (code, Version + 1);

    /// <summary>As a list tells it: its title and its last day, where the list has them.</summary>
    public Post Told(string? title, DateOnly? lastDay)
    {
        (Title, ValidTo) = (title ?? Title, lastDay ?? ValidTo);
        return this;
    }

    public void Settle(DateTimeOffset now) => SettledAt = now;

    /// <summary>Its last day was its body's, and the body goes on.</summary>
    public void GoOn() => (ValidTo, Version) = (null, Version + 1);

    /// <summary>Takes its powers away now; today is then its last day.</summary>
    public void EndNow(DateTimeOffset now) => EndedAt = now;

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } last || day <= last);

    /// <summary>The first day, from today on, without a post that was given its last day.</summary>
    public DateOnly DayAfter(DateOnly today) => ValidTo?.AddDays(1) is { } next && next > today ? next : today;

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

        (ValidTo, SettledAt, Version) = (lastDay, null, Version + 1);
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
