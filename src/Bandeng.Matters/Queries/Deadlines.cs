using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Matters.Queries;

/// <summary>Something that a person's body has to have done by a moment.</summary>
/// <param name="Sequence">Grows with every change of the matter.</param>
/// <param name="Summary">Category and place alone: calendars are copied to telephones and to other people's
/// servers.</param>
internal sealed record Deadline(Guid MatterId, long Sequence, DateTimeOffset DueAt, string Summary);

/// <summary>What is in the hands of a person's bodies, by when it is due.</summary>
internal sealed class Deadlines(HandlingInbox inbox, Catalogue catalogue, IAreas areas, TimeProvider clock)
{
    public async Task<IReadOnlyList<Deadline>> OfAsync(Viewer viewer, CancellationToken cancel)
    {
        if (!viewer.May(Permission.HandleMatters))
        {
            return [];
        }

        var sign = await inbox.ListAsync(HandlingTab.Sign, null, null, viewer, cancel);
        var hand = await inbox.ListAsync(HandlingTab.Hand, null, null, viewer, cancel);
        var due = sign.Concat(hand).Where(line => line.DueAt is not null).OrderBy(line => line.DueAt).ToList();
        var places = await areas.NamesAsync(due.Select(line => line.Area).Distinct(), cancel);
        var kinds = (await catalogue.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel))
            .ToDictionary(c => c.Code, c => c.Shown());
        return [.. due.Select(line => new Deadline(
            line.Id, line.Version, line.DueAt!.Value, string.Join(" · ", Words(line, kinds, places))))];
    }

    private static IEnumerable<string> Words(
        HandlingLine line, Dictionary<string, string> kinds, IReadOnlyDictionary<AreaCode, AreaName> places) =>
        new[]
        {
            line.CategoryCode is { } code ? kinds.GetValueOrDefault(code) : null,
            places.GetValueOrDefault(line.Area)?.Name,
        }.OfType<string>();
}
