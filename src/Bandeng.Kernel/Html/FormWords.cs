namespace Bandeng.Kernel.Html;

/// <summary>How long one field of a form may be before the whole form is refused.</summary>
public static class FormWords
{
    /// <summary>
    /// Bytes. Read whole, so that too long a text can be given back to who wrote it, with the reason.
    /// </summary>
    public const int Max = 20 * 1024 * 1024;
}
