using Bandeng.Kernel;

namespace Bandeng.Households;

/// <summary>A household that somebody may visit, by its door.</summary>
/// <param name="Head">The head's name, or of who is first in the list.</param>
/// <param name="NeedKinds">Kinds of care that the viewer may see, by comma.</param>
/// <param name="NeedDue">When the next visit for care is due, where the viewer may see it.</param>
public sealed record HomeToVisit(
    Guid Id, Guid DoorId, Guid BuildingId, AreaCode AreaCode, string Building, string? Estate, string Unit, long? Floor,
    string Room, string? Head,
    long People, string? NeedKinds, DateOnly? NeedDue)
{
    /// <summary>桥头小区 5号楼.</summary>
    public string BuildingName => Estate is null ? Building : $"{Estate} {Building}";

    /// <summary>1单元 301.</summary>
    public string DoorName => Unit.Length > 0 ? $"{Unit}单元 {Room}" : Room;
}

/// <summary>Which households are asked for.</summary>
/// <param name="Area">Inside this one.</param>
/// <param name="NeedKind">Those that are cared for in this way; <c>*</c> in any way.</param>
public sealed record HomeQuestion(AreaCode? Area = null, string? NeedKind = null);

/// <summary>A kind of care as others may name it.</summary>
public sealed record CareKind(string Code, string Name);

/// <summary>What other modules may ask about households, inside what the viewer may visit.</summary>
public interface IHomes
{
    /// <summary>Households of today in the order of their doors.</summary>
    Task<IReadOnlyList<HomeToVisit>> OfAsync(HomeQuestion question, Viewer viewer, CancellationToken cancel);

    /// <summary>One that the viewer may visit, or null.</summary>
    Task<HomeToVisit?> FindAsync(Guid household, Viewer viewer, CancellationToken cancel);

    /// <summary>
    /// The telephone of the household's head for a matter that is raised for them; null without one. Never shown.
    /// </summary>
    Task<string?> PhoneOfAsync(Guid household, CancellationToken cancel);

    /// <summary>The kinds of care of today.</summary>
    Task<IReadOnlyList<CareKind>> CareKindsAsync(CancellationToken cancel);

    /// <summary>
    /// Somebody was there: every kind of care of the household is visited. Changes the unit of work; the caller saves
    /// it.
    /// </summary>
    Task VisitedAsync(Guid household, DateOnly day, CancellationToken cancel);
}
