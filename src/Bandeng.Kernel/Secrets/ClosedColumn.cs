namespace Bandeng.Kernel.Secrets;

/// <summary>
/// A column of a module's table that holds what <see cref="SecretBox"/> closed; a new key closes it anew.
/// </summary>
/// <param name="Key">The column that tells one row from another, an id.</param>
/// <param name="Cipher">The closed text; null or empty where there is none.</param>
/// <param name="Fingerprint">The column it is found by, or null.</param>
/// <param name="Before">What stands before the text when its fingerprint is taken.</param>
public sealed record ClosedColumn(
    string Table, string Key, string Cipher, string? Fingerprint = null, string Before = "")
{
    /// <summary>Whether one number stands in one row at most.</summary>
    public bool IsOnce { get; init; }

    /// <summary>What of the text it is found by; null: all of it.</summary>
    public Func<string, string>? Mark { get; init; }
}
