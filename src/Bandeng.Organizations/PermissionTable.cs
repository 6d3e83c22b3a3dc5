using System.Collections.Frozen;
using Bandeng.Kernel;
using static Bandeng.Organizations.Permission;
using static Bandeng.Organizations.Role;

namespace Bandeng.Organizations;

/// <summary>
/// Which role may do what. The only such table; <c>docs/permissions.md</c> is printed from it by a test.
/// </summary>
public static class PermissionTable
{
    private static readonly FrozenDictionary<Permission, Role[]> Holders = new Dictionary<Permission, Role[]>
    {
        [FileForOthers] = [BuildingHead, GridWorker, Clerk, Town, District, LinkedHead],
        [ReadMatters] = [GridWorker, Clerk, Checker, Caller, Convenor, Town, District, Leader, Auditor],
        [DispatchMatters] = [Clerk, Town, District],
        [HandleMatters] = [Handler, GridWorker],
        [SignOffReplies] = [Town, District],
        [SignOffForBody] = [Head],
        [CheckMatters] = [Checker, GridWorker],
        [CallBack] = [Caller],
        [RuleOnReturns] = [Town, District],
        [Convene] = [Convenor, Clerk],
        [Supervise] = [Leader, District],
        [SeeContacts] = [Clerk, Caller, Town, District],
        [ReadFigures] = [Clerk, Town, District, Leader, Auditor],
        [ReadTrail] = [Auditor, Leader],
        [ManagePeople] = [Admin],
        [ManageRules] = [Admin],
        [ManageAreas] = [Admin],
        [KeepPlaces] = [Clerk],
        [ReadHouseholds] = [GridWorker, Clerk],
        [KeepHouseholds] = [Clerk],
        [OpenNumbers] = [Clerk],
        [DivideGrids] = [Clerk],
        [KeepCare] = [Clerk],
        [KeepSheets] = [Clerk, Town, District],
        [FillSheets] = [GridWorker, Clerk, Town, District],
        [ReadNeeds] = [BuildingHead, GridWorker, Clerk, CareLeader, LinkedHead],
        [KeepNeeds] = [Clerk],
        [Visit] = [BuildingHead, GridWorker, Clerk, LinkedHead],
        [PlanVisits] = [Clerk, Town],
        [KeepPowers] = [District, Admin],
        [KeepPairs] = [Clerk, Town, District],
        [KeepMembers] = [Clerk],
        [KeepWorkers] = [Town],
        [SeePay] = [Town],
        [ReadWorkers] = [Town, District, Leader, Auditor],
        [ReleasePay] = [District],
        [KeepIncubator] = [Town, District],
    }.ToFrozenDictionary();

    /// <summary>Whether a role carries any permission; posts without one say who somebody is.</summary>
    public static bool OpensAnything(Role role) => Holders.Values.Any(holders => holders.Contains(role));

    /// <summary>
    /// Whether somebody works here: holds a post that opens something. Belonging to a body alone is no office, nor is
    /// being its head: an owners' committee has one too.
    /// </summary>
    public static bool HoldsOffice(this Viewer viewer) =>
        viewer.Posts.Any(post =>
            Enum.TryParse<Role>(post.Role, out var role) && role is not Head && OpensAnything(role));

    /// <summary>The roles that carry a permission.</summary>
    public static IReadOnlyList<Role> RolesWith(Permission permission) => Holders[permission];

    /// <summary>
    /// The post on which the viewer may do this at a place, or null. Holds for nobody without a post.
    /// </summary>
    public static HeldPost? PostFor(this Viewer viewer, Permission permission, AreaCode area) =>
        viewer.PostsWith(permission).FirstOrDefault(post => post.Area.Contains(area));

    /// <summary>The viewer on the post on which the act rests; the trail names it.</summary>
    public static Viewer ActingOn(this Viewer viewer, Permission permission, AreaCode area) =>
        viewer with { ActingPost = viewer.PostFor(permission, area) };

    /// <summary>Whether the viewer may do this at a place.</summary>
    public static bool May(this Viewer viewer, Permission permission, AreaCode area) =>
        viewer.PostFor(permission, area) is not null;

    /// <summary>Whether the viewer may do this anywhere at all: what a menu asks.</summary>
    public static bool May(this Viewer viewer, Permission permission) => viewer.PostsWith(permission).Any();

    /// <summary>All posts that carry a permission; a list is limited to their areas or bodies.</summary>
    public static IEnumerable<HeldPost> PostsWith(this Viewer viewer, Permission permission) =>
        viewer.Posts.Where(post => post.Carries(permission));

    /// <summary>Whether a post carries a permission.</summary>
    public static bool Carries(this HeldPost post, Permission permission) =>
        Enum.TryParse<Role>(post.Role, out var role) && role.Carries(permission);

    /// <summary>Whether a role carries a permission.</summary>
    public static bool Carries(this Role role, Permission permission) => Holders[permission].Contains(role);
}
