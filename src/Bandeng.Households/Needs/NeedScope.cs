using Bandeng.Households.Care;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Dapper;

namespace Bandeng.Households.Needs;

/// <summary>
/// Whose care a viewer may see: the clerk of the community, and of the chain of that household only the posts that the
/// consent names, as long as it lasts. A post somewhere above sees nothing.
/// </summary>
internal static class NeedScope
{
    /// <summary>A condition on <c>n</c> (the need), <c>h</c> (the household) and <c>d</c> (its door).</summary>
    /// <param name="today">Becomes <c>@day</c>: links are those of this day, not of who will have them.</param>
    public static string Of(Viewer viewer, DateOnly today, DynamicParameters values)
    {
        values.Add("day", today);
        return "(" + string.Join(" or ", Parts(viewer, values).DefaultIfEmpty("1 = 0")) + ")";
    }

    private static IEnumerable<string> Parts(Viewer viewer, DynamicParameters values)
    {
        foreach (var area in viewer.AreasWith(Permission.KeepNeeds))
        {
            yield return Within(area);
        }

        foreach (var (post, index) in viewer.PostsWith(Permission.ReadNeeds).Select((post, index) => (post, index)))
        {
            var name = $"post{index}";
            if (Part(post, name) is { } part)
            {
                values.Add(name, post.PostId);
                yield return part;
            }
        }
    }

    private static string? Part(HeldPost post, string name) => (Enum.Parse<Role>(post.Role), post.Area.Level) switch
    {
        (Role.CareLeader, AreaLevel.Village) => $"({Within(post.Area)} and {Seen(CareLevel.Village)})",
        (Role.GridWorker, AreaLevel.Grid) => $"({Within(post.Area)} and {Seen(CareLevel.Area)})",
        (Role.BuildingHead, AreaLevel.Building) => $"({Within(post.Area)} and {Seen(CareLevel.Block)})",
        (Role.LinkedHead, _) => $"({Seen(CareLevel.Household)} and exists (select 1 from care_links l "
            + $"where l.household_id = h.id and {CareSql.On("l")} and l.post_id = @{name}))",
        _ => null,
    };

    // Numbers from codes and names of levels, never words from a person.
    private static string Within(AreaCode area) => $"d.area_code between {area.Range.First} and {area.Range.Last}";

    // With the consent ends what it opened: the clerk alone answers for what is kept until its time is over.
    private static string Seen(CareLevel level) => $"n.ended_on is null and n.seen_by like '%{level}%'";
}
