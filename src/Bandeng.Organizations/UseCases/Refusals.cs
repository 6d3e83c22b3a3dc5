using Bandeng.Kernel;
using Bandeng.Organizations.People;

namespace Bandeng.Organizations.UseCases;

/// <summary>Answers that several acts share, and the post an act of administration rests on.</summary>
internal static class Refusals
{
    public static Refusal NotYours { get; } =
        new(RefusalKind.Forbidden, "admin.area", "This lies outside the area of your post.");

    public static Refusal PersonUnknown { get; } = new(
        RefusalKind.NotFound, "person.unknown", "There is no such person.");

    public static Refusal PostUnknown { get; } = new(RefusalKind.NotFound, "post.unknown", "There is no such post.");

    public static Refusal BodyUnknown { get; } = new(RefusalKind.NotFound, "body.unknown", "There is no such body.");

    public static Refusal PastBranch(DateOnly lastDay) =>
        new(
            RefusalKind.Invalid, "post.past-branch",
            $"This body ends on {Day.Text(lastDay)}; a post in it too.")
        {
            Details = [Day.Text(lastDay)],
        };

    public static Refusal Overtaken { get; } =
        new(
            RefusalKind.Conflict, "admin.changed",
            "Somebody else has just changed this. Look at it again, then decide.");

    /// <summary>Whether the viewer may administrate at a place.</summary>
    public static bool MayManage(this Viewer by, AreaCode area) => by.IsSystem || by.May(Permission.ManagePeople, area);

    /// <summary>
    /// Whether the viewer may give or end this post: whoever keeps the chain of care names its heads, whoever keeps the
    /// branch's book its members.
    /// </summary>
    public static bool MayAppoint(this Viewer by, Role role, AreaCode area) => by.MayManage(area)
        || (role is Role.BuildingHead or Role.UnitHead or Role.LinkedHead && by.May(Permission.KeepCare, area))
        || (role is Role.BodyMember && by.May(Permission.KeepMembers, area));

    public static Viewer ActingAt(this Viewer by, AreaCode area) =>
        by with { ActingPost = by.PostFor(Permission.ManagePeople, area) ?? by.PostFor(Permission.KeepCare, area) ?? by.PostFor(Permission.KeepMembers, area) };

    public static Viewer ActingAnywhere(this Viewer by) =>
        by with { ActingPost = by.PostsWith(Permission.ManagePeople).FirstOrDefault() };
}
