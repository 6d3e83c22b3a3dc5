using Bandeng.Kernel.Words;

namespace Bandeng.Kernel.Trail;

/// <summary>
/// One act as it goes onto the trail: who, on which post, when, on what, with which words. Written once, chained,
/// never changed.
/// </summary>
/// <param name="SubjectKind">What it is about: <c>matter</c>, <c>person</c>, <c>post</c>, <c>area</c>.</param>
/// <param name="Area">Whose chain it joins: the community's, or the installation's own when there is no place.</param>
/// <param name="Action">Dotted verb: <c>matter.dispatch</c>.</param>
public sealed record TrailEntry(
    string SubjectKind, Guid SubjectId, AreaCode? Area, string Action, Viewer By, DateTimeOffset At)
{
    public string? FromState { get; init; }

    public string? ToState { get; init; }

    /// <summary>The words of the act; the event holds only commitments to them.</summary>
    public IReadOnlyList<KeptText> Words { get; init; } = [];

    /// <summary>Everything else that happened, free of personal text: ids, codes, dates, numbers.</summary>
    public IReadOnlyDictionary<string, object?>? Facts { get; init; }
}
