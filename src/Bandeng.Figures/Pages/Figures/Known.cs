namespace Bandeng.Figures.Pages.Figures;

/// <summary>The values of the view <c>matters_facts</c> that can be chosen.</summary>
internal static class Known
{
    public static IReadOnlyList<string> Types { get; } =
        ["Enquiry", "Help", "Complaint", "Report", "Suggestion", "Praise", "Other"];

    public static IReadOnlyList<string> Channels { get; } =
        ["Web", "Qr", "Hotline", "Call", "Letter", "Visit", "Group", "Meeting", "Patrol", "System"];
}
