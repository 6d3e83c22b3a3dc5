namespace Bandeng.Kernel.Files;

/// <summary>
/// What no import keeps, whatever a file says: columns headed so are dropped at the door, named in the report, and the
/// rest goes on (contracts, foundation 6).
/// </summary>
public static class NotHeldHeadings
{
    /// <summary>Parts of such headings.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["民族", "宗教", "信仰", "政治面貌", "ethnicity", "religion"];

    public static bool Has(string heading) =>
        Parts.Any(part => heading.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Says so on standard error, where anything was dropped.</summary>
    public static Task SayAsync(IReadOnlyList<string> dropped) => dropped is []
        ? Task.CompletedTask : Console.Error.WriteLineAsync(
            $"Dropped at the door, not held here: {string.Join(", ", dropped)}");
}
