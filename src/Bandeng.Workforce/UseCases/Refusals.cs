using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Workforce.UseCases;

/// <summary>Answers that several acts share.</summary>
internal static class Refusals
{
    public static Refusal Unknown { get; } = new(
        RefusalKind.NotFound, "worker.unknown", "There is no such worker here.");

    public static Refusal Month { get; } = new(RefusalKind.Invalid, "pay.month", "Write a month as 2026-06.");

    public static Refusal Overtaken { get; } =
        new(
            RefusalKind.Conflict, "worker.changed",
            "Somebody else has just changed this. Look at it again, then decide.");

    public static bool Holds(this Viewer by, Permission permission, AreaCode area) =>
        by.IsSystem || by.May(permission, area);

    public static Viewer On(this Viewer by, Permission permission, AreaCode area) =>
        by with { ActingPost = by.PostFor(permission, area) };
}
