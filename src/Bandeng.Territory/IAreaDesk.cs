using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>What a module above knows of who may do what in an area; the territory knows no permission.</summary>
public interface IAreaDesk
{
    /// <summary>Where the viewer may draw the outline of the area; null where they may not.</summary>
    string? OutlineAddress(Viewer viewer, AreaCode area);

    /// <summary>Where the viewer may merge the area into another; null where they may not.</summary>
    string? MergeAddress(Viewer viewer, AreaCode area);

    /// <summary>Whether the viewer may be told which doors there are.</summary>
    bool MayKnowDoors(Viewer viewer, AreaCode area);
}
