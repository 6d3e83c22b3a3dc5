using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>How far posts reach, as conditions of hand-written SQL.</summary>
internal static class Reach
{
    /// <summary>The condition that an area column lies inside one of the posts; false when there is none.</summary>
    public static string In(string column, IEnumerable<HeldPost> posts)
    {
        var ranges = posts.Select(post => post.Area.Range).Distinct()
            .Select(range =>
                string.Create(CultureInfo.InvariantCulture, $"{column} between {range.First} and {range.Last}"))
            .ToList();
        return ranges is [] ? "1 = 0" : $"({string.Join(" or ", ranges)})";
    }

    /// <summary>
    /// The condition that the viewer dispatches the matter, as <c>Capacity.Dispatcher</c> has it: from one's own level
    /// or above.
    /// </summary>
    public static string Dispatched(Viewer viewer)
    {
        var posts = viewer.PostsWith(Permission.DispatchMatters)
            .Select(post => $"({In("m.area_code", [post])} and m.held_level >= {(long)post.Area.Level})").ToList();
        return posts is [] ? "1 = 0" : $"({string.Join(" or ", posts)})";
    }

    /// <summary>The bodies in which the viewer holds a post.</summary>
    public static Guid[] BodiesOf(Viewer viewer) =>
        [.. viewer.Posts.Select(post => post.BodyId).OfType<Guid>().Distinct()];
}
