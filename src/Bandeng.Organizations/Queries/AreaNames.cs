using Bandeng.Kernel;
using Bandeng.Territory;

namespace Bandeng.Organizations.Queries;

/// <summary>What areas are called on our pages; a code that nobody knows is shown as it is.</summary>
internal sealed class AreaNames(IEnumerable<IAreas> areas)
{
    public async Task<Func<AreaCode, string>> OfAsync(IEnumerable<AreaCode> codes, CancellationToken cancel)
    {
        if (areas.SingleOrDefault() is not { } known)
        {
            return code => code.ToString();
        }

        var names = await known.NamesAsync(codes.Distinct(), cancel);
        return code => names.TryGetValue(code, out var name) ? name.FullName : code.ToString();
    }

    /// <summary>The areas directly inside.</summary>
    public async Task<IReadOnlyList<AreaName>> InsideAsync(AreaCode area, CancellationToken cancel) =>
        areas.SingleOrDefault() is { } known ? await known.ChildrenAsync(area, cancel) : [];
}
