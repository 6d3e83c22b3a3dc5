using Bandeng.Kernel;

namespace Bandeng.Territory.Places;

/// <summary>
/// Buildings by what lists call them: a name with the estate in its own column, in front of it (幸福家园5栋), or nowhere.
/// </summary>
/// <remarks>幸福家园 and 幸福家园小区 are one estate, unless a community has both.</remarks>
internal sealed class BuildingNames<T>
{
    private readonly Dictionary<(AreaCode Community, string Name), List<(string? Estate, T Building)>> _named = [];
    private readonly Dictionary<AreaCode, HashSet<string>> _estates = [];

    public IEnumerable<T> All => _named.Values.SelectMany(same => same.Select(one => one.Building));

    public void Add(AreaCode community, string name, string? estate, T building)
    {
        var (key, its) = ((community, PlaceWords.Building(name)), estate is null ? null : PlaceWords.Plain(estate));
        (_named.TryGetValue(key, out var same) ? same : _named[key] = []).Add((its, building));
        if (its is { Length: > 0 })
        {
            (_estates.TryGetValue(community, out var there) ? there : _estates[community] = []).Add(its);
        }
    }

    /// <summary>The buildings that the words can mean.</summary>
    /// <param name="estate">Empty where the list does not say.</param>
    public IReadOnlyList<T> Find(AreaCode community, string building, string estate)
    {
        var (name, its) = (PlaceWords.Building(building), PlaceWords.Plain(estate));
        var found = In(community, name, its);
        return found.Count > 0 ? found : Behind(community, PlaceWords.Plain(building), its);
    }

    private List<T> In(AreaCode community, string name, string estate)
    {
        var there = _named.GetValueOrDefault((community, name)) ?? [];
        var exact = there.FindAll(one => estate.Length == 0 || one.Estate == estate);
        var meant = exact.Count > 0 ? exact
            : there.FindAll(one => one.Estate is { } its && PlaceWords.Estate(its) == PlaceWords.Estate(estate));
        return meant.ConvertAll(one => one.Building);
    }

    /// <summary>The longest estate whose name stands in front of the building's.</summary>
    private List<T> Behind(AreaCode community, string words, string estate)
    {
        var fronts = (_estates.GetValueOrDefault(community) ?? [])
            .Where(its => estate.Length == 0 || PlaceWords.Estate(its) == PlaceWords.Estate(estate))
            .SelectMany(its => FrontsOf(its), (its, front) => (its, front))
            .Where(pair => words.StartsWith(pair.front, StringComparison.Ordinal))
            .OrderByDescending(pair => pair.front.Length).ThenByDescending(pair => pair.front == pair.its);
        return fronts.Select(pair => In(community, NameAfter(words, pair.front), pair.its))
            .FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private static string[] FrontsOf(string estate) =>
        [estate, PlaceWords.Estate(estate) + "小区", PlaceWords.Estate(estate)];

    private static string NameAfter(string words, string front) =>
        PlaceWords.Building(words[front.Length..].TrimStart('-', '—', '－'));
}
