namespace Bandeng.Kernel.Files.Importing;

/// <summary>How a list is to be taken.</summary>
/// <param name="Within">Nothing outside of it is touched; a community is meant where a row names none.</param>
/// <param name="Columns">Chosen by a person: field to heading; null: as guessed.</param>
/// <param name="DryRun">Says what would change, and changes nothing.</param>
public sealed record ListToImport(
    string Path, AreaCode? Within = null, IReadOnlyDictionary<string, string>? Columns = null, bool DryRun = false);

/// <summary>What an import did or would do.</summary>
/// <param name="Dropped">Headings of columns that are not held here.</param>
/// <param name="Unread">Headings of columns that the list has no field for.</param>
/// <param name="RefusedPath">Refused rows, to mend and send again; null without any.</param>
public sealed record ListImported(
    ImportReport Report, IReadOnlyList<string> Dropped, IReadOnlyList<string> Unread, string? RefusedPath);
