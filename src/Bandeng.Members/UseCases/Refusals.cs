using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Members.UseCases;

/// <summary>Answers that several acts share.</summary>
internal static class Refusals
{
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "member.unknown", "There is no such report.");

    public static Refusal State { get; } = new(RefusalKind.Conflict, "member.state", "This has been decided already.");

    public static Refusal Overtaken { get; } =
        new(
            RefusalKind.Conflict, "member.changed",
            "Somebody else has just changed this. Look at it again, then decide.");

    public static bool MayKeep(this Viewer by, AreaCode area) => by.IsSystem || by.May(Permission.KeepMembers, area);

    public static Viewer Keeping(this Viewer by, AreaCode area) =>
        by with { ActingPost = by.PostFor(Permission.KeepMembers, area) };
}
