using Bandeng.Kernel;

namespace Bandeng.Households.Needs.Acts;

/// <summary>What acts on care are refused with.</summary>
internal static class NeedRefusals
{
    public static Refusal Unknown { get; } = new(
        RefusalKind.NotFound, "need.unknown", "There is no such care that you may see.");

    public static Refusal Overtaken { get; } = new(
        RefusalKind.Conflict, "place.overtaken", "Somebody changed it in the meantime. Look again.");

    public static Refusal Twice { get; } = new(
        RefusalKind.Conflict, "need.twice", "This person is cared for in this way already.");

    public static Refusal Ended { get; } = new(RefusalKind.Conflict, "need.ended", "This care has ended already.");

    public static Refusal Invalid(string code) => new(RefusalKind.Invalid, code, "Look at the field again.");
}
