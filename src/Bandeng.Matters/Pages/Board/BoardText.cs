namespace Bandeng.Matters.Pages.Board;

/// <summary>Names the texts of the public pages.</summary>
public sealed class BoardText;
