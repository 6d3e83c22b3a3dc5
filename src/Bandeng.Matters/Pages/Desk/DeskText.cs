namespace Bandeng.Matters.Pages.Desk;

/// <summary>Names the texts of the desk, the rulings and the entry form.</summary>
public sealed class DeskText;
