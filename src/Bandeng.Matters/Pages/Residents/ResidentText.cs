namespace Bandeng.Matters.Pages.Residents;

/// <summary>Names the texts of the pages for residents.</summary>
public sealed class ResidentText;
