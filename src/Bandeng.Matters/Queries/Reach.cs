using System.Globalization;
using Bandeng.Kernel;

namespace Bandeng.Matters.Queries;

/// <summary>How far posts reach, as conditions of hand-written SQL.</summary>
internal static class Reach
{
    /// <summary>The condition that an area column lies inside one of the posts; false when there is none.</summary>
    public static string In(string column, IEnumerable<HeldPost> posts)
    {
        var ranges = posts.Select(post => post.Area.Range).Distinct()
            .Select(range => string.Create(CultureInfo.InvariantCulture, $"{column} between {range.First} and {range.Last}"))
            .ToList();
        return ranges is [] ? "1 = 0" : $"({string.Join(" or ", ranges)})";
    }

    /// <summary>The bodies in which the viewer holds a post.</summary>
    public static Guid[] BodiesOf(Viewer viewer) => [.. viewer.Posts.Select(post => post.BodyId).OfType<Guid>().Distinct()];
}
