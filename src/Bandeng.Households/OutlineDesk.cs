using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Households;

/// <summary>Who keeps the places of a community draws its outline, and those of its grids.</summary>
internal sealed class OutlineDesk : IAreaDesk
{
    public string? OutlineAddress(Viewer viewer, AreaCode area) =>
        area.Level is AreaLevel.Village or AreaLevel.Grid && viewer.May(Permission.KeepPlaces, area) ? $"/registry/areas/{area}/outline" : null;
}
