namespace Bandeng.Households.Needs;

internal enum CorrectionState
{
    Asked,
    Taken,
    Refused,
}

/// <summary>What a person says is right instead; null: as it is.</summary>
internal sealed record Corrected(string? Name, Sex? Sex, DateOnly? BirthDate, string? Phone, string? Words);

/// <summary>更正: a person says what is wrong about them; a clerk takes it over or says why not.</summary>
internal sealed class Correction
{
    public Guid Id { get; private init; }

    public Guid ResidentId { get; private init; }

    /// <summary>A <see cref="Corrected"/>, closed; null once erased.</summary>
    public string? Asked { get; private set; }

    public Guid AskedBy { get; private init; }

    public DateTimeOffset AskedAt { get; private init; }

    public CorrectionState State { get; private set; }

    public Guid? AnswerId { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public long Version { get; private set; }

    public static Correction Of(Guid id, Guid resident, string asked, Guid by, DateTimeOffset at) => new()
    {
        Id = id,
        ResidentId = resident,
        Asked = asked,
        AskedBy = by,
        AskedAt = at,
        State = CorrectionState.Asked,
        Version = 1,
    };

    public void Decide(CorrectionState state, Guid? answer, Guid by, DateTimeOffset at) =>
        (State, AnswerId, DecidedBy, DecidedAt, Version) = (state, answer, by, at, Version + 1);

    public void Erase() => (Asked, Version) = (null, Version + 1);
}
