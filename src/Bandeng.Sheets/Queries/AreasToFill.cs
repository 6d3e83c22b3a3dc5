using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Sheets.Queries;

/// <summary>
/// The areas for which a viewer may fill a form: those of the posts and what lies inside, down to communities.
/// </summary>
internal sealed class AreasToFill(IAreas areas)
{
    private const int Most = 400;

    private static readonly Comparer<AreaName> ByCode = Comparer<AreaName>.Create((left, right) =>
        left.Code.CompareTo(right.Code));

    /// <param name="within">The areas of the viewer's posts.</param>
    /// <param name="form">The form's own area.</param>
    public async Task<IReadOnlyList<AreaName>> OfAsync(
        IEnumerable<AreaCode> within, AreaCode form, CancellationToken cancel)
    {
        var roots = within.Where(area => area.Contains(form) || form.Contains(area))
            .Select(area => area.Contains(form) ? form : area).Distinct();
        var found = new List<AreaName>();
        var open = new Stack<AreaName>((await areas.NamesAsync(roots, cancel)).Values);
        while (open.TryPop(out var area) && found.Count < Most)
        {
            found.Add(area);
            foreach (var child in area.Code.Level < AreaLevel.Village ? (await areas.ChildrenAsync(area.Code, cancel))
                .OrderDescending(ByCode) : Enumerable.Empty<AreaName>())
            {
                open.Push(child);
            }
        }

        return [.. found.DistinctBy(one => one.Code)];
    }
}
