namespace Bandeng.Matters.Pages.Handling;

/// <summary>
/// Names the texts of one matter's page, the handler's inbox, the checker's list and the call-back desk.
/// </summary>
public sealed class HandlingText;
