using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Matters.Queries;

/// <summary>One list to choose from.</summary>
/// <param name="Chosen">What is chosen in it, or null.</param>
public sealed record AreaChoice(AreaLevel Level, IReadOnlyList<AreaName> Areas, AreaCode? Chosen);

/// <summary>
/// From the installation's own area down to a community: one list a level, as far as has been chosen.
/// </summary>
internal sealed class CommunityChoice(IAreas areas)
{
    /// <param name="home">The default code asks from the provinces down.</param>
    public async Task<IReadOnlyList<AreaChoice>> ForAsync(AreaCode home, AreaCode? chosen, CancellationToken cancel)
    {
        var (choices, parent) = (new List<AreaChoice>(), (AreaCode?)home);
        while (parent is { } around && (around == default || around.Level < AreaLevel.Village)
            && await areas.ChildrenAsync(around, cancel) is { Count: > 0 } inside)
        {
            var next = inside.Where(area => chosen is { } code && area.Code.Contains(code))
                .Select(area => (AreaCode?)area.Code).FirstOrDefault();
            choices.Add(new AreaChoice(inside[0].Code.Level, inside, next));
            parent = next;
        }

        return choices;
    }
}
