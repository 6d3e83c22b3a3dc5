namespace Bandeng.Kernel.Files;

/// <summary>One row of a table file.</summary>
/// <param name="Line">Where it begins in the file; the header is line 1.</param>
/// <param name="Fields">Its fields in the order of the header, trimmed; as many as there are when the row is
/// faulty.</param>
/// <param name="Fault">Why it cannot be used: <c>row.short</c>, <c>row.long</c>, <c>row.quotes</c>,
/// <c>row.characters</c>; or null.</param>
public sealed record TableRow(int Line, IReadOnlyList<string> Fields, string? Fault);
