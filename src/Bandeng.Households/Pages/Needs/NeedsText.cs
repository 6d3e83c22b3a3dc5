namespace Bandeng.Households.Pages.Needs;

/// <summary>Names the texts of the pages on care and on what is held about a person.</summary>
public sealed class NeedsText;
