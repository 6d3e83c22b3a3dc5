using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Matters.Queries;

/// <summary>The names behind the codes and ids of one matter.</summary>
internal sealed class MatterNames(IAreas areas, IBodies bodies, IPeople people, Catalogue catalogue)
{
    public sealed record Names(
        AreaName? Area, Category? Category, Body? Body, string? Handler, IReadOnlyList<string> Assistants);

    /// <param name="place">Where it is, as deep as the reader may know it.</param>
    public async Task<Names> OfAsync(
        Matter matter, AreaCode place, IReadOnlyCollection<Guid> assistants, CancellationToken cancel) => new(
        (await areas.NamesAsync([place], cancel)).GetValueOrDefault(place),
        await catalogue.FindAsync(matter.CategoryCode, ChinaTime.DayOf(matter.RaisedAt), cancel),
        matter.BodyId is { } body ? await bodies.FindAsync(body, cancel) : null,
        matter.HandlerId is { } handler
            ? (await people.NamesAsync([handler], cancel)).GetValueOrDefault(handler)
            : null,
        [.. (await bodies.NamesAsync(assistants, cancel)).Values]);
}
