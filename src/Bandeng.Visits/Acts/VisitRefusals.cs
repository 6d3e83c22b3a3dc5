using Bandeng.Kernel;

namespace Bandeng.Visits.Acts;

/// <summary>What acts on visits are refused with.</summary>
internal static class VisitRefusals
{
    public static Refusal Unknown { get; } = new(
        RefusalKind.NotFound, "visit.unknown", "There is nothing like that here for you.");

    public static Refusal Overtaken { get; } = new(
        RefusalKind.Conflict, "visit.overtaken", "Somebody changed it in the meantime. Look again.");

    public static Refusal Invalid(string code) => new(RefusalKind.Invalid, code, "Look at the field again.");
}
