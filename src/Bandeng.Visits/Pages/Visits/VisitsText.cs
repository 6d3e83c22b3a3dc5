namespace Bandeng.Visits.Pages.Visits;

/// <summary>Names the texts of the pages on visits and on the file of conditions.</summary>
public sealed class VisitsText;
