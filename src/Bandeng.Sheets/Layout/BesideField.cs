using Bandeng.Kernel.Files.Filling;

namespace Bandeng.Sheets.Layout;

/// <summary>
/// What a heading beside a cell is bound to: each has its own source, <c>figures-by-area.raised</c>; <c>people.*</c> is
/// how many rows the source has.
/// </summary>
internal static class BesideField
{
    private const string All = "*";

    public static string Of(ISheetSource source, SourceField field) => $"{source.Code}.{field.Code}";

    public static string Count(ISheetSource source) => $"{source.Code}.{All}";

    /// <summary>
    /// The source and its field; no field: the number of rows. Null: there is no such source or field.
    /// </summary>
    public static (ISheetSource Source, SourceField? Field)? Read(string code, IReadOnlyList<ISheetSource> sources)
    {
        var dot = code.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || sources.FirstOrDefault(one => one.Code == code[..dot]) is not { } source)
        {
            return null;
        }

        var name = code[(dot + 1)..];
        return name == All ? (source, null)
            : source.Fields.FirstOrDefault(one => one.Code == name) is { } field ? (source, field) : null;
    }
}
