using Bandeng.Kernel;
using Bandeng.Organizations.Queries;
using Bandeng.Territory;

namespace Bandeng.Organizations;

/// <summary>
/// Which area a page is about: the one in the address if the reader may see it, else that of their post.
/// </summary>
public sealed class AreaScope(IEnumerable<IAreas> areas, TimeProvider clock)
{
    private readonly AreaNames _names = new(areas);

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    /// <summary>The chosen area with those around and inside it that may be chosen instead.</summary>
    public sealed record Choice(
        AreaCode Area, IReadOnlyList<(AreaCode Code, string Name)> Areas, IReadOnlyDictionary<AreaCode, string> Names)
    {
        /// <summary>For the partial <c>_AreaChoice</c>.</summary>
        public IReadOnlyList<(AreaCode Code, string Name, bool IsChosen)> Options =>
            [.. Areas.Select(one => (one.Code, one.Name, one.Code == Area))];

        public string Name(AreaCode code) => Names.TryGetValue(code, out var name) ? name : code.ToString();
    }

    /// <summary>Null where the address names what the reader may not see.</summary>
    public async Task<Choice?> ChooseAsync(
        string? typed, Viewer viewer, IReadOnlyList<Permission> anyOf, CancellationToken cancel)
    {
        bool May(AreaCode area) => anyOf.Any(permission => viewer.May(permission, area));
        var own = anyOf.SelectMany(viewer.PostsWith).Select(post => post.Area).Order().ToList();
        AreaCode? found = string.IsNullOrEmpty(typed) ? own.Count > 0 ? own[0] : null
            : AreaCode.TryParse(typed, out var area) && May(area) ? area : null;
        if (found is not { } chosen)
        {
            return null;
        }

        AreaCode[] around = [.. own.Append(chosen.Parent ?? chosen).Where(May).Append(chosen).Distinct().Order()];
        var inside = await _names.InsideAsync(chosen, cancel);
        var name = await _names.OfAsync(around, cancel);
        return await NamedAsync(
            new(
                chosen,
                [
                    .. around.Select(code => (code, name(code))),
                    .. inside.Where(one => one.Code.Level <= AreaLevel.Village).Select(one => (one.Code, one.FullName)),
                ],
                new Dictionary<AreaCode, string>()),
            [.. around, .. inside.Select(one => one.Code)], cancel);
    }

    /// <summary>The choice with the names of further areas that its page shows.</summary>
    public async Task<Choice> NamedAsync(Choice choice, IEnumerable<AreaCode> more, CancellationToken cancel)
    {
        AreaCode[] codes = [.. more.Distinct()];
        var name = await _names.OfAsync(codes, cancel);
        var names = choice.Names.ToDictionary();
        foreach (var code in codes)
        {
            names[code] = name(code);
        }

        return choice with { Names = names };
    }
}
