namespace Bandeng.Matters.Importing;

/// <summary>Names the texts about rows that an import of matters or categories refused.</summary>
public sealed class ImportingText;
