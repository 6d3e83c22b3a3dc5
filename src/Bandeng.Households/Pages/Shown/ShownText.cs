namespace Bandeng.Households.Pages.Shown;

/// <summary>Names the texts of plans that are shown to everyone, and of objections.</summary>
public sealed class ShownText;
