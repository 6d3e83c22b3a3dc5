namespace Bandeng.Matters.Open311;

/// <summary>Names the texts that other programs show to people.</summary>
public sealed class Open311Text;
