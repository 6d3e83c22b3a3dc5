using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Matters.Queries;

/// <summary>One line of a choice: what is sent, what is read.</summary>
public sealed record DeskChoice(string Value, string Text);

/// <summary>
/// What the filter bar and the entry form offer: places under one's posts, categories of today, bodies of a place.
/// </summary>
internal sealed class DeskChoices(IAreas areas, IBodies bodies, Catalogue catalogue, TimeProvider clock)
{
    private const char Indent = '　';

    /// <summary>
    /// Places under the viewer's posts: the areas of the posts, what lies in them, and the way down to the chosen one.
    /// </summary>
    public async Task<IReadOnlyList<DeskChoice>> AreasAsync(
        Viewer viewer, Permission permission, AreaCode? chosen, CancellationToken cancel)
    {
        var roots = RootsOf(viewer, permission);
        var found = new SortedDictionary<AreaCode, string>();
        foreach (var (code, name) in (await areas.NamesAsync(roots, cancel))
            .Select(known => (known.Key, known.Value.Name)))
        {
            found[code] = name;
        }

        foreach (var parent in roots.Concat(WayDown(roots, chosen)).Distinct())
        {
            foreach (var child in await areas.ChildrenAsync(parent, cancel))
            {
                found[child.Code] = child.Name;
            }
        }

        return [.. found.Select(area => new DeskChoice(area.Key.ToString(), Indented(area.Key, area.Value, roots)))];
    }

    /// <summary>Categories by code, the lower ones indented.</summary>
    public async Task<IReadOnlyList<Category>> CategoriesAsync(CancellationToken cancel) =>
        await catalogue.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel);

    /// <summary>Bodies that take matters of the chosen place, without one of the viewer's first post.</summary>
    public async Task<IReadOnlyList<Body>> BodiesAsync(
        Viewer viewer, Permission permission, AreaCode? chosen, CancellationToken cancel)
    {
        var roots = RootsOf(viewer, permission);
        var place = chosen is { } area && roots.Any(root => root.Contains(area))
            ? area
            : roots is [var first, ..] ? first
            : default;
        return place == default ? [] : await bodies.HandlingAsync(place, cancel);
    }

    /// <summary>The areas of the posts, without those that lie in another.</summary>
    public static IReadOnlyList<AreaCode> RootsOf(Viewer viewer, Permission permission)
    {
        var held = viewer.PostsWith(permission).Select(post => post.Area).Distinct().ToList();
        return [.. held.Where(area => !held.Any(other => other != area && other.Contains(area))).Order()];
    }

    private static IEnumerable<AreaCode> WayDown(IReadOnlyList<AreaCode> roots, AreaCode? chosen)
    {
        for (var area = chosen; area is { } here && roots.Any(root => root.Contains(here)); area = here.Parent)
        {
            yield return here;
        }
    }

    private static string Indented(AreaCode area, string name, IReadOnlyList<AreaCode> roots)
    {
        var root = roots.FirstOrDefault(candidate => candidate.Contains(area));
        return root == default ? name : new string(Indent, (int)area.Level - (int)root.Level) + name;
    }
}
