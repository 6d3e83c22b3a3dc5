namespace Bandeng.Households.Pages.Reach;

/// <summary>Names the texts of the page on reach.</summary>
public sealed class ReachText;
