using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters;

/// <summary>How a body that works on another system acts here, and how a matter travels to it.</summary>
public interface IMatterDesk
{
    /// <summary>An act as the viewer's own posts allow it: every guard and need holds.</summary>
    Task<Result<Acted>> ActAsync(
        Guid matterId, MatterAction action, ActRequest request, Viewer by, CancellationToken cancel);

    /// <summary>
    /// An act of the body that has the matter in hand, as its own people would do it: every guard and need holds.
    /// Whoever brings its word stands on the trail.
    /// </summary>
    Task<Result<Acted>> ActForBodyAsync(
        Guid matterId, Guid bodyId, MatterAction action, ActRequest request, Viewer by, CancellationToken cancel);

    /// <summary>
    /// A matter as it may leave for the body that has it in hand; that it left, and whether with a telephone, goes onto
    /// the trail with the caller's save. Of a protected one name, telephone and room stay here. Null: that body does
    /// not have it.
    /// </summary>
    Task<MatterCopy?> CopyAsync(Guid matterId, Guid bodyId, string to, Viewer by, CancellationToken cancel);
}

/// <summary>A matter that leaves the house.</summary>
/// <param name="Area">The community of a protected one, else where it is.</param>
/// <param name="Dispatches">
/// How often it came into a body's hands: dispatched, sent back for redoing, its return refused. Each time it is
/// another order.
/// </param>
public sealed record MatterCopy(
    Guid Id, int Dispatches, string Title, string Detail, string? Place, AreaCode Area, string? Category,
    RequestType Type, bool Urgent,
    bool Protected, DateTimeOffset RaisedAt, DateTimeOffset? DueAt, string? Name, string? Phone)
{
    /// <summary>By which act it came into the body's hands this time.</summary>
    public MatterAction? By { get; init; }

    /// <summary>Of a redo: one of <see cref="MatterReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>What the office told the body with it; of a protected matter it stays at home.</summary>
    public string? Opinion { get; init; }
}
