using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Households.Telling;

/// <summary>Whether those who live there own it.</summary>
public enum Tenure
{
    /// <summary>业主自住.</summary>
    Owner,

    /// <summary>租住.</summary>
    Tenant,

    /// <summary>亲属借住.</summary>
    Family,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>Where a telling stands.</summary>
internal enum TellingState
{
    Waiting,
    Taken,
    Returned,

    /// <summary>The household told anew before anybody looked.</summary>
    Withdrawn,
}

/// <summary>Why the clerk gave it back.</summary>
public enum TellingReason
{
    /// <summary>不住在这里.</summary>
    Elsewhere,

    /// <summary>写得不清楚.</summary>
    Unclear,

    /// <summary>要上门核实.</summary>
    AtTheDoor,

    /// <summary>已经登记过.</summary>
    Known,
}

/// <summary>One person of a household as it tells of them.</summary>
/// <param name="MemberId">Whom of those on file it means; null: somebody new.</param>
/// <param name="IdNumber">18 characters that fit; null: not told. So is the telephone.</param>
internal sealed record ToldPerson(string Name, string Relation, string? IdNumber, string? Phone, Guid? MemberId);

/// <summary>A household as it tells of itself.</summary>
/// <param name="Left">Who of those on file lives there no more.</param>
internal sealed record ToldHome(Tenure Tenure, IReadOnlyList<ToldPerson> People, IReadOnlyList<Guid> Left);

/// <summary>What a household told of itself; it waits for the clerk's yes.</summary>
internal sealed class HomeTelling
{
    public Guid Id { get; private init; }

    /// <summary>Who told it: signed in by a code to their telephone.</summary>
    public Guid PersonId { get; private init; }

    public Guid BuildingId { get; private init; }

    public AreaCode AreaCode { get; private init; }

    public string Unit { get; private init; } = "";

    public string Room { get; private init; } = "";

    /// <summary>A closed <see cref="ToldHome"/>; null once it was decided.</summary>
    public string? Words { get; private set; }

    public TellingState State { get; private set; }

    public TellingReason? Reason { get; private set; }

    public DateTimeOffset ToldAt { get; private init; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public long Version { get; private set; }

    public static HomeTelling Of(
        Guid id, Guid person, DoorTold door, ToldHome home, SecretBox box, DateTimeOffset now) => new()
        {
            Id = id,
            PersonId = person,
            BuildingId = door.BuildingId,
            AreaCode = door.AreaCode,
            Unit = door.Unit,
            Room = door.Room,
            Words = box.Protect(JsonSerializer.Serialize(home)),
            State = TellingState.Waiting,
            ToldAt = now,
            Version = 1,
        };

    /// <summary>Null once it was decided, or where the key is gone.</summary>
    public ToldHome? Home(SecretBox box) =>
        box.Unprotect(Words) is { } text ? JsonSerializer.Deserialize<ToldHome>(text) : null;

    public void Decide(TellingState state, TellingReason? reason, Guid? by, DateTimeOffset now)
    {
        (State, Reason, Words) = (state, reason, null);
        (DecidedAt, DecidedBy, Version) = (now, by, Version + 1);
    }
}

/// <summary>A door as the household wrote it, in a building that is on file.</summary>
internal sealed record DoorTold(Guid BuildingId, AreaCode AreaCode, string Unit, string Room);
