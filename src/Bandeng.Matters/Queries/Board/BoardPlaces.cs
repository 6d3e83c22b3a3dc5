using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Matters.Queries.Board;

/// <summary>Which part of the installation's area a board shows.</summary>
/// <param name="Home">What the installation serves; the default code when nothing was imported, or all of the
/// country.</param>
/// <param name="Shown">What was asked for: the home area or something inside.</param>
/// <param name="Around">From the home area down to the one shown.</param>
/// <param name="Inside">Areas to choose from: inside the one shown, or beside it when nothing with a board of its own
/// lies inside.</param>
internal sealed record BoardPlace(
    AreaName Home, AreaName Shown, IReadOnlyList<AreaName> Around, IReadOnlyList<AreaName> Inside)
{
    /// <summary>No areas were imported: a fresh installation.</summary>
    public bool IsNowhere => Home.Code == default && Home.Name.Length == 0;

    public bool IsHome => Shown.Code == Home.Code;

    public (long First, long Last) Within => Shown.Code == default ? (0, long.MaxValue) : Shown.Code.Range;
}

/// <summary>Finds the place of a board.</summary>
internal sealed class BoardPlaces(IAreas areas)
{
    /// <param name="code">An area code, or nothing for the home area.</param>
    /// <returns>Null when there is no such area, or it lies elsewhere or below a community.</returns>
    public async Task<BoardPlace?> FindAsync(string? code, CancellationToken cancel)
    {
        var home = await areas.HomeAsync(cancel);
        if (string.IsNullOrWhiteSpace(code))
        {
            return new(home, home, [home], await ChildrenAsync(home.Code, cancel));
        }

        if (!AreaCode.TryParse(code, out var area) || area.Level > AreaLevel.Village || !IsIn(home.Code, area)
            || !(await areas.NamesAsync([area], cancel)).TryGetValue(area, out var shown))
        {
            return null;
        }

        var inside = await ChildrenAsync(area, cancel);
        return new(
            home, shown, await AroundAsync(home, area, cancel),
            inside is [] && area.Parent is { } parent && IsIn(home.Code, parent)
                ? await ChildrenAsync(parent, cancel)
                : inside);
    }

    private static bool IsIn(AreaCode home, AreaCode area) => home == default || home.Contains(area);

    private async Task<IReadOnlyList<AreaName>> ChildrenAsync(AreaCode area, CancellationToken cancel) =>
        [.. (await areas.ChildrenAsync(area, cancel)).Where(child => child.Code.Level <= AreaLevel.Village)];

    private async Task<IReadOnlyList<AreaName>> AroundAsync(AreaName home, AreaCode area, CancellationToken cancel)
    {
        List<AreaCode> around = [];
        for (AreaCode? one = area; one is { } code && code != home.Code && IsIn(home.Code, code); one = code.Parent)
        {
            around.Insert(0, code);
        }

        var names = await areas.NamesAsync(around, cancel);
        return [home, .. around.Where(names.ContainsKey).Select(one => names[one])];
    }
}
