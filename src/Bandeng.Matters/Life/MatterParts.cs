namespace Bandeng.Matters.Life;

/// <summary>A time in which the whole clock stood still.</summary>
internal sealed class MatterPause
{
    public Guid Id { get; init; }

    public Guid MatterId { get; init; }

    public DateTimeOffset Since { get; init; }

    public DateTimeOffset? Until { get; set; }

    /// <summary>asked, suspended, returned.</summary>
    public required string Ground { get; init; }
}

/// <summary>协办: a body that helps the lead and replies to it.</summary>
internal sealed class Assist
{
    public Guid MatterId { get; init; }

    public Guid BodyId { get; init; }

    public DateTimeOffset Since { get; init; }

    public Guid? ReplyId { get; set; }

    public DateTimeOffset? RepliedAt { get; set; }
}

/// <summary>A number that another platform knows the matter by, with that platform's deadline.</summary>
internal sealed record OutsideNumber(string Platform, string Number, Guid MatterId, DateTimeOffset? DueAt);

/// <summary>
/// A picture, voice note or paper; private until let out. The bytes lie in the data folder under its id.
/// </summary>
internal sealed class MatterFile
{
    public Guid Id { get; init; }

    public Guid MatterId { get; init; }

    public required string Name { get; init; }

    public required string MediaType { get; init; }

    /// <summary>Bytes, at most 10 MB.</summary>
    public long Size { get; init; }

    public FileMoment Moment { get; init; }

    public Guid? AddedBy { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    public DateTimeOffset? LetOutAt { get; set; }
}

/// <summary>What a file shows.</summary>
public enum FileMoment
{
    /// <summary>What the raiser sent.</summary>
    Raised,

    /// <summary>Before the work.</summary>
    Before,

    /// <summary>After the work.</summary>
    After,

    /// <summary>A letter, a minute, an agreement.</summary>
    Paper,

    /// <summary>佐证 of an application for exclusion: inside the office.</summary>
    Proof,
}

/// <summary>What an import brought beside the matter itself: the next run tells by it what has changed.</summary>
internal sealed class MatterImport
{
    public Guid MatterId { get; init; }

    /// <summary>The columns that nobody here knew, as one text.</summary>
    public Guid? NoteId { get; set; }

    public Guid? ReplyId { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public DateTimeOffset ImportedAt { get; set; }
}
