using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Sheets.Forms;

namespace Bandeng.Sheets;

/// <summary>Who may do what with which form.</summary>
internal static class SheetScopes
{
    public static Refusal Unknown { get; } = new(RefusalKind.NotFound, "sheet.unknown", "There is no such form.");

    public static Refusal Outside { get; } = new(
        RefusalKind.Forbidden, "sheet.outside", "This area lies outside your posts or the form's area.");

    /// <summary>The areas of the posts with which forms are filled.</summary>
    public static AreaCode[] FillAreas(this Viewer viewer) =>
        [.. viewer.PostsWith(Permission.FillSheets).Select(post => post.Area).Distinct()];

    /// <summary>The areas whose forms and burden one may look at: who fills, and who reads figures.</summary>
    public static AreaCode[] SeeAreas(this Viewer viewer) =>
        [.. viewer.PostsWith(Permission.FillSheets).Concat(viewer.PostsWith(Permission.ReadFigures))
            .Select(post => post.Area).Distinct()];

    /// <summary>A form of one's own area, of one around it, or of one inside it.</summary>
    public static bool Sees(this Viewer viewer, AreaCode form) =>
        viewer.SeeAreas().Any(area => area.Contains(form) || form.Contains(area));

    public static bool Keeps(this Viewer viewer, SheetForm form) => viewer.May(Permission.KeepSheets, form.AreaCode);

    /// <summary>Whether the viewer may fill the form for an area.</summary>
    public static bool MayFill(this Viewer viewer, SheetForm form, AreaCode area) =>
        form.AreaCode.Contains(area) && viewer.May(Permission.FillSheets, area);

    /// <summary>Codes of a list of areas as an SQL condition: inside any of them.</summary>
    public static string Inside(IReadOnlyCollection<AreaCode> areas, string column) => areas.Count == 0 ? "1 = 0"
        : $"({string.Join(" or ", areas.Select(area => FormattableString.Invariant($"{column} between {area.Range.First} and {area.Range.Last}")))})";

    /// <summary>The areas themselves and those around them.</summary>
    public static string Around(IReadOnlyCollection<AreaCode> areas, string column)
    {
        var codes = new HashSet<long>();
        foreach (var area in areas)
        {
            for (AreaCode? at = area; at is { } one; at = one.Parent)
            {
                codes.Add(one.Value);
            }
        }

        return codes.Count == 0 ? "1 = 0" : $"{column} in ({string.Join(", ", codes.Order())})";
    }
}
