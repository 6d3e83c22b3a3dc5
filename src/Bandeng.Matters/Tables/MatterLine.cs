using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Tables;

/// <summary>A matter as a line of an office's table is made from it.</summary>
internal sealed class MatterLine
{
    public Guid Id { get; init; }

    public AreaCode AreaCode { get; init; }

    public long HeldLevel { get; init; }

    public MatterStage Stage { get; init; }

    public RequestType RequestType { get; init; }

    public Channel Channel { get; init; }

    public string? CategoryCode { get; init; }

    public Guid? BodyId { get; init; }

    public Guid? HandlerId { get; init; }

    public Guid? RespondentBodyId { get; init; }

    public bool Protected { get; init; }

    public bool Overdue { get; init; }

    public string? Title { get; init; }

    public string? Detail { get; init; }

    public string? Place { get; init; }

    public string? Outside { get; init; }

    public Guid? VoiceId { get; init; }

    public string? RaiserName { get; init; }

    public Guid? PersonId { get; init; }

    public string? PhoneCipher { get; init; }

    public string? ReplyWords { get; init; }

    public long Voices { get; init; }

    public long Returns { get; init; }

    public long Redos { get; init; }

    public long Reopenings { get; init; }

    public DateTimeOffset RaisedAt { get; init; }

    public DateTimeOffset? DispatchedAt { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    public DateTimeOffset? ContactedAt { get; init; }

    public DateTimeOffset? HandedBackAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public HandlerOutcome? HandlerOutcome { get; init; }

    public RaiserOutcome? RaiserOutcome { get; init; }

    public Rating? Rating { get; init; }
}
