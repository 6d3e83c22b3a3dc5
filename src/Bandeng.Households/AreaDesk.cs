using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Households;

/// <summary>
/// Who keeps the places of a community draws its outline, and those of its grids; who reads its households knows its
/// doors; who manages areas merges them.
/// </summary>
internal sealed class AreaDesk : IAreaDesk
{
    public string? OutlineAddress(Viewer viewer, AreaCode area) =>
        area.Level is AreaLevel.Village or AreaLevel.Grid && viewer.May(Permission.KeepPlaces, area)
            ? $"/registry/areas/{area}/outline"
            : null;

    public string? MergeAddress(Viewer viewer, AreaCode area) =>
        area.Level is AreaLevel.Town or AreaLevel.Village or AreaLevel.Grid
        && viewer.May(Permission.ManageAreas, area)
            ? $"/admin/areas/{area}/merge"
            : null;

    public bool MayKnowDoors(Viewer viewer, AreaCode area) => viewer.May(Permission.ReadHouseholds, area);
}
