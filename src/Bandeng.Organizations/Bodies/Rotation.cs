using Bandeng.Kernel;

namespace Bandeng.Organizations.Bodies;

/// <summary>
/// Groups of a body take turns from a moment on, each so many hours, one after the other and without a hole.
/// </summary>
internal sealed class Rotation
{
    public const int MostGroups = 12;

    public Guid Id { get; private init; }

    public Guid BodyId { get; private init; }

    public DateTimeOffset StartsAt { get; private init; }

    public long ShiftHours { get; private init; }

    /// <summary>When another order took its place.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    public long Version { get; private set; }

    public static Rotation Of(Guid body, DateTimeOffset starts, int hours) =>
        new() { Id = Guid.CreateVersion7(), BodyId = body, StartsAt = starts, ShiftHours = hours, Version = 1 };

    /// <summary>Ends it; one that has not begun ends as it would begin.</summary>
    public void End(DateTimeOffset now) => (EndsAt, Version) = (now < StartsAt ? StartsAt : now, Version + 1);
}

/// <summary>Which group comes when in the order of turns.</summary>
internal sealed record RotationGroup(Guid RotationId, long Position, Guid GroupId);

/// <summary>A turn of duty.</summary>
internal sealed record DutyTurn(DateTimeOffset From, DateTimeOffset To, int Group);

/// <summary>Who is on duty when.</summary>
internal static class DutyTurns
{
    /// <summary>The turn of a moment and those after it, up to the end; nobody is on duty before the start.</summary>
    /// <param name="until">The first moment after the last turn, or null.</param>
    public static IEnumerable<DutyTurn> From(
        DateTimeOffset starts, long hours, int groups, DateTimeOffset moment, DateTimeOffset? until, int most)
    {
        var length = TimeSpan.FromHours(hours);
        var first = moment < starts ? 0 : (moment - starts).Ticks / length.Ticks;
        for (var turn = first; turn < first + most && groups > 0; turn++)
        {
            var from = starts + turn * length;
            if (from >= until)
            {
                yield break;
            }

            yield return new(from, until < from + length ? until.Value : from + length, (int)(turn % groups));
        }
    }

    /// <summary>The first moment after a last day.</summary>
    public static DateTimeOffset? After(DateOnly? lastDay) => lastDay?.AddDays(1) is { } day
        ? ChinaTime.ToInstant(day.ToDateTime(TimeOnly.MinValue)) : null;
}
