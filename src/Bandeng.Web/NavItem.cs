using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Web;

/// <summary>One way to go. Who may not go there does not see it.</summary>
/// <param name="Text">Names its words.</param>
/// <param name="Path">Where it leads.</param>
/// <param name="Needs">The permission; without one it is for everybody.</param>
/// <param name="Or">Another permission that does as well.</param>
/// <param name="Icon">Drawing for the bar at the foot of a telephone, 24 by 24; without one it is not on the
/// bar.</param>
internal sealed record NavItem(
    string Text, string Path, Permission? Needs = null, string? Icon = null, Permission? Or = null)
{
    private static readonly NavItem[] All =
    [
        new("board", "/", Icon: "M4 5h16v11H4zM9 20l1-4M15 20l-1-4M8 9h8M8 12h5"),
        new("raise", "/raise", Icon: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3"),
        new("my", "/my", Icon: "M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c0-4 3-6 7-6s7 2 7 6"),
        new("find", "/find"),
        new("search", "/search"),
        new("desk", "/desk", Permission.ReadMatters),
        new("registry", "/registry", Permission.ReadHouseholds),
        new("needs", "/needs", Permission.ReadNeeds),
        new("visits", "/visits", Permission.Visit),
        new("exchange", "/exchange", Permission.DispatchMatters, Or: Permission.ManageRules),
        new("handling", "/handling", Permission.HandleMatters),
        new("signing", "/signing", Permission.SignOffForBody, Or: Permission.SignOffReplies),
        new("callbacks", "/callbacks", Permission.CallBack),
        new("rulings", "/rulings", Permission.RuleOnReturns),
        new("figures", "/figures", Permission.ReadFigures),
        new("sheets", "/sheets", Permission.FillSheets),
        new("organizations", "/organizations", Permission.ReadFigures),
        new("admin", "/admin", Permission.ManagePeople),
    ];

    /// <summary>What this viewer may open, in the order of a day.</summary>
    public static IReadOnlyList<NavItem> For(Viewer viewer) =>
        [.. All.Where(
            item => item.Needs is not { } needed || viewer.May(needed) || (item.Or is { } other && viewer.May(other)))];

    /// <summary>Whether the page at this path belongs to this item.</summary>
    public bool Holds(PathString path) => Path == "/" ? path == "/" : path.StartsWithSegments(Path);
}
