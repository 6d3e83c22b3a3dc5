namespace Bandeng.Kernel.Files.Importing;

/// <summary>Why a row of a list cannot be used.</summary>
/// <param name="Code">Dotted; the key of its words.</param>
/// <param name="Key">The field of the list's guide that is meant, or null for the whole row.</param>
/// <param name="Detail">What stands there, or where the same stands already; never what is personal.</param>
public sealed record SheetFault(string Code, string? Key = null, string? Detail = null);
