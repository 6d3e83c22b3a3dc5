namespace Bandeng.Kernel.Clocks;

/// <summary>In what a limit is counted.</summary>
public enum LimitClass
{
    Minute,
    Hour,
    WorkingHour,
    WorkingDay,
    NaturalDay,
}

/// <summary>The classes as settings, packs and the command line write them.</summary>
public static class LimitClasses
{
    private static readonly string[] Texts = ["minute", "hour", "working-hour", "working-day", "natural-day"];

    /// <summary>All text forms, in the order of the classes.</summary>
    public static IReadOnlyList<string> All => Texts;

    public static string ToText(this LimitClass limitClass) => Texts[(int)limitClass];

    /// <summary>Reads the text form, in lower case exactly.</summary>
    public static bool TryParse(string? text, out LimitClass limitClass)
    {
        var index = Array.IndexOf(Texts, text);
        limitClass = (LimitClass)Math.Max(index, 0);
        return index >= 0;
    }
}
