using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Queries.Board;

/// <summary>One matter as everyone sees it, signed in or not.</summary>
/// <param name="Title">Null unless its words were let out.</param>
/// <param name="Detail">Null unless its words were let out and were asked for.</param>
/// <param name="Area">The code of the place, no deeper than everyone may know.</param>
/// <param name="Place">The community, or the exact place of one that was let out.</param>
/// <param name="DueAt">The end of the limit, only while it runs.</param>
/// <param name="Body">谁在办; null before dispatch.</param>
/// <param name="Point">Where a map shows it; null when nothing is known.</param>
/// <param name="UpdatedAt">When it last took a step that everyone may see.</param>
internal sealed record BoardMatter(
    Guid Id, MatterStage Stage, Category? Category, string? Title, string? Detail, AreaCode Area, string Place,
    string? Body, long Voices,
    DateTimeOffset RaisedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ClosedAt, DateTimeOffset? DueAt, bool IsLate,
    BoardPoint? Point)
{
    /// <summary>
    /// What the voices said of it, the most frequent first; a null outcome is one that has not answered.
    /// </summary>
    public IReadOnlyList<(RaiserOutcome? Outcome, long Voices)> Said { get; init; } = [];

    public Rating? Rating { get; init; }

    /// <summary>A picture of before, let out.</summary>
    public Guid? Before { get; init; }

    /// <summary>A picture of after, let out.</summary>
    public Guid? After { get; init; }

    public bool IsOpen => !Stages.Closed.Contains(Stage);

    public BoardKey Key => new(RaisedAt, Id);
}

/// <summary>Degrees, WGS-84.</summary>
/// <param name="IsExact">False: only the community's point, not the matter's.</param>
internal sealed record BoardPoint(double Longitude, double Latitude, bool IsExact);
