using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Households;

/// <summary>Where a viewer may see or keep places and people.</summary>
internal static class Scopes
{
    /// <summary>The areas of the viewer's posts that carry a permission.</summary>
    public static AreaCode[] AreasWith(this Viewer viewer, params Permission[] anyOf) =>
        [.. anyOf.SelectMany(viewer.PostsWith).Select(post => post.Area).Distinct()];

    /// <summary>What is answered where the place lies outside the viewer's posts: as if it were not there.</summary>
    public static Refusal NotYours { get; } = new(RefusalKind.NotFound, "place.unknown", "There is no such place.");
}
