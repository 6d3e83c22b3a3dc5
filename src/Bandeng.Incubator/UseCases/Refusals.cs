using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Incubator.UseCases;

/// <summary>Answers that several acts share.</summary>
internal static class Refusals
{
    public static Refusal Unknown { get; } = new(
        RefusalKind.NotFound, "incubator.unknown", "There is no such organization here.");

    public static Refusal Days { get; } = new(
        RefusalKind.Invalid, "incubator.day", "A step lies not before the one before it and not in the future.");

    public static Refusal Overtaken { get; } =
        new(
            RefusalKind.Conflict, "incubator.changed",
            "Somebody else has just changed this. Look at it again, then decide.");

    public static bool MayKeep(this Viewer by, AreaCode area) => by.IsSystem || by.May(Permission.KeepIncubator, area);

    public static Viewer Keeping(this Viewer by, AreaCode area) =>
        by with { ActingPost = by.PostFor(Permission.KeepIncubator, area) };
}
