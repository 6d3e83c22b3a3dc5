namespace Bandeng.Kernel.Files;

/// <summary>What an import did, in rows of its files; the four add up to all of them.</summary>
public sealed record ImportReport(int Added, int Changed, int Unchanged, int Refused)
{
    public static ImportReport Nothing { get; } = new(0, 0, 0, 0);

    /// <summary>Of a file that holds one thing and is taken whole.</summary>
    /// <param name="isNew">False: it stood there already.</param>
    public static ImportReport OfOne(bool isNew) => isNew ? new(1, 0, 0, 0) : new(0, 0, 1, 0);

    public static ImportReport operator +(ImportReport left, ImportReport right) => new(
        left.Added + right.Added, left.Changed + right.Changed, left.Unchanged + right.Unchanged,
        left.Refused + right.Refused);

    /// <summary>The counts as a trail keeps them.</summary>
    public IReadOnlyDictionary<string, object?> Facts => new Dictionary<string, object?>
    {
        ["added"] = Added,
        ["changed"] = Changed,
        ["unchanged"] = Unchanged,
        ["refused"] = Refused,
    };

    /// <summary>The one object of <c>--json</c>; scripts of offices read it.</summary>
    public string ToJson() =>
        $$"""{"added":{{Added}},"changed":{{Changed}},"unchanged":{{Unchanged}},"refused":{{Refused}}}""";

    public override string ToString() => $"{Added} added, {Changed} changed, {Unchanged} unchanged, {Refused} refused";
}
