using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>What a module above offers on the page of an area; the territory knows no permission.</summary>
public interface IAreaDesk
{
    /// <summary>Where the viewer may draw the outline of the area; null where they may not.</summary>
    string? OutlineAddress(Viewer viewer, AreaCode area);
}
