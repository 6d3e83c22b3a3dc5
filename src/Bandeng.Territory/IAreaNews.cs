using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>Something that is laid before everyone in an area.</summary>
/// <param name="Title">In the reader's language; so is the note.</param>
/// <param name="Note">Until when, or what came of it.</param>
/// <param name="Link">Where it is read without signing in.</param>
public sealed record AreaNews(string Title, string Note, string Link);

/// <summary>What a module above lays before everyone in an area; the public pages of the area lead there.</summary>
public interface IAreaNews
{
    /// <summary>What lies inside the area, most urgent first.</summary>
    Task<IReadOnlyList<AreaNews>> OfAsync(AreaCode area, CancellationToken cancel);
}

/// <summary>Asks every module for its news.</summary>
public static class NewsOfAreas
{
    /// <param name="area">The default code: no areas were imported yet, and there is no news.</param>
    public static async Task<IReadOnlyList<AreaNews>> AllAsync(
        this IEnumerable<IAreaNews> modules, AreaCode area, CancellationToken cancel)
    {
        var all = new List<AreaNews>();
        foreach (var module in area == default ? [] : modules)
        {
            all.AddRange(await module.OfAsync(area, cancel));
        }

        return all;
    }
}
