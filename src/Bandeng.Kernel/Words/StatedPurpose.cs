namespace Bandeng.Kernel.Words;

/// <summary>
/// For what a number or another closed field of a person is opened: said before it is seen, and kept on the trail.
/// </summary>
public static class StatedPurpose
{
    /// <summary>Characters, at least.</summary>
    public const int Min = 2;

    /// <summary>Characters, at most.</summary>
    public const int Max = 200;

    /// <summary>So long what was opened is shown.</summary>
    public const int Seconds = 60;

    private static readonly Refusal Unsaid = new(
        RefusalKind.Invalid, "contact.purpose", $"Say for what: {Min} to {Max} characters.");

    /// <summary>What was typed, without the room around it.</summary>
    /// <returns><c>contact.purpose</c>: nothing that can be read, or not as long as it must be.</returns>
    public static Result<string> Read(string? typed) =>
        typed?.Trim() is { Length: >= Min and <= Max } stated && !stated.IsUnseen() ? stated : Unsaid;
}
