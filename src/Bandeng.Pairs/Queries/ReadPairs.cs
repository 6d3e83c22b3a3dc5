using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Pairs.Queries;

/// <summary>Who fills a slot, by name.</summary>
internal sealed record SideRow(
    Guid Id, Guid PairId, string SlotCode, Guid? PersonId, Guid? BodyId, AreaCode? AreaCode, string? Name,
    DateOnly ValidFrom, DateOnly? ValidTo,
    long Version);

/// <summary>A pair as one line of a list, with what is missing on the day.</summary>
internal sealed record PairRow(
    Guid Id, string KindCode, AreaCode AreaCode, string Purpose, DateOnly ValidFrom, DateOnly? ValidTo, long Version)
{
    /// <summary>Whether it is a pair on a day: what is over lacks nobody and has nothing to do.</summary>
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } last || day <= last);

    public IReadOnlyList<SideRow> Sides { get; init; } = [];

    public IReadOnlyList<(PairSlot Slot, long Missing)> Missing { get; init; } = [];

    public long Contacts { get; init; }

    public long OpenTasks { get; init; }
}

/// <summary>A task or contact with its words.</summary>
internal sealed record NoteRow(PairNote Note, string? Words);

/// <summary>Which pairs a list shows.</summary>
/// <param name="Ended">Those that are over, too.</param>
/// <param name="After">The key of the pair before the page.</param>
internal sealed record PairFilter(AreaCode Area, string? Kind, DateOnly Day, bool Ended, string? After);

/// <summary>Pairs by area, with their sides of a day and what is missing in them.</summary>
internal sealed class ReadPairs(BandengDb db, PairBook book, IAreas areas)
{
    public const int Page = 50;

    private const string Columns = "p.id, p.kind_code, p.area_code, p.purpose, p.valid_from, p.valid_to, p.version";

    private sealed record NoteCount(Guid PairId, long Contacts, long OpenTasks);

    private sealed record SlotCount(string KindCode, string SlotCode, AreaCode AreaCode);

    public static string KeyOf(PairRow row) => $"{row.AreaCode.Value}_{row.Id}";

    public async Task<IReadOnlyList<PairRow>> ListAsync(PairFilter filter, int most, CancellationToken cancel)
    {
        var key = filter.After?.Split('_') is [var code, var id]
            && long.TryParse(code, out var at) && Guid.TryParse(id, out var guid)
            ? (at, guid)
            : (0, Guid.Empty);
        var rows = await db.RowsAsync<PairRow>(
            $"""
            select {Columns} from pairs p
            where p.area_code between @first and @last {(filter.Kind is null ? "" : "and p.kind_code = @kind")}
                {(filter.Ended ? "" : "and p.valid_from <= @day and (p.valid_to is null or p.valid_to >= @day)")}
                and (p.area_code > @afterCode or p.area_code = @afterCode and p.id > @afterId)
            order by p.area_code, p.id limit {most}
            """,
            new { first = filter.Area.Range.First, last = filter.Area.Range.Last, kind = filter.Kind, day = filter.Day, afterCode = key.Item1, afterId = key.Item2 },
            cancel);
        return await WithAsync(rows, filter.Day, cancel);
    }

    public async Task<PairRow?> FindAsync(Guid id, DateOnly day, CancellationToken cancel) =>
        (await WithAsync(await db.RowsAsync<PairRow>($"select {Columns} from pairs p where p.id = @id", new { id }, cancel), day, cancel)).SingleOrDefault();

    public async Task<IReadOnlyList<NoteRow>> NotesAsync(Guid pair, CancellationToken cancel)
    {
        var notes = await db.PairNotes.AsNoTracking().Where(note => note.PairId == pair)
            .OrderByDescending(note => note.OnDay).ThenBy(note => note.Id).ToListAsync(cancel);
        var words = await db.TextsAsync([.. notes.Select(note => note.WordsId)], cancel);
        return [.. notes.Select(note => new NoteRow(note, words.GetValueOrDefault(note.WordsId)))];
    }

    /// <summary>Communities inside an area that have no such pair with its first slot filled on the day.</summary>
    public async Task<(IReadOnlyList<AreaName> Without, int All)> WithoutAsync(
        AreaCode area, string kind, DateOnly day, CancellationToken cancel)
    {
        var slots = await book.SlotsAsync(kind, day, cancel);
        var paired = await db.RowsAsync<SlotCount>(
            """
            select p.kind_code, s.slot_code, p.area_code from pairs p join pair_sides s on s.pair_id = p.id
            where p.kind_code = @kind and p.area_code between @first and @last
                and p.valid_from <= @day and (p.valid_to is null or p.valid_to >= @day)
                and s.valid_from <= @day and (s.valid_to is null or s.valid_to >= @day)
            """,
            new { kind, day, first = area.Range.First, last = area.Range.Last }, cancel);
        var first = slots.Count > 0 ? slots[0].Code : null;
        var have = paired.Where(one => one.SlotCode == first).Select(one => one.AreaCode).ToHashSet();
        var all = await CommunitiesAsync(area, cancel);
        return ([.. all.Where(one => !have.Contains(one.Code))], all.Count);
    }

    public async Task<IReadOnlyList<AreaName>> CommunitiesAsync(AreaCode area, CancellationToken cancel)
    {
        if (area.Level >= AreaLevel.Village)
        {
            return [.. (await areas.NamesAsync([area.Community], cancel)).Values];
        }

        List<AreaName> found = [];
        foreach (var child in await areas.ChildrenAsync(area, cancel))
        {
            found.AddRange(
                child.Code.Level is AreaLevel.Village
                    ? [child]
                    : child.Code.Level < AreaLevel.Village ? await CommunitiesAsync(child.Code, cancel)
                    : []);
        }

        return found;
    }

    private async Task<IReadOnlyList<PairRow>> WithAsync(
        IReadOnlyList<PairRow> rows, DateOnly day, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return rows;
        }

        var values = new { ids = rows.Select(row => row.Id).ToArray() };
        var sides = (await db.RowsAsync<SideRow>(
            $"""
            select s.id, s.pair_id, s.slot_code, s.person_id, s.body_id, s.area_code, coalesce(p.display_name, b.name) as name,
                s.valid_from, s.valid_to, s.version
            from pair_sides s left join person_names p on p.id = s.person_id left join body_facts b on b.id = s.body_id
            where {db.In("s.pair_id", "ids")} order by s.valid_from, s.id
            """,
            values, cancel)).ToList();
        var named = await areas.NamesAsync(sides.Select(side => side.AreaCode).OfType<AreaCode>(), cancel);
        var full = sides.Select(side =>
            side.AreaCode is { } area
                ? side with { Name = named.GetValueOrDefault(area)?.FullName ?? area.ToString() }
                : side)
            .ToLookup(side => side.PairId);
        var notes = (await db.RowsAsync<NoteCount>(
            $"""
            select pair_id, count(case when kind = 'Contact' then 1 end) as contacts,
                count(case when kind = 'Task' and done_day is null then 1 end) as open_tasks
            from pair_notes where {db.In("pair_id", "ids")} group by pair_id
            """,
            values, cancel)).ToDictionary(one => one.PairId);
        var slots = (await book.SlotsAsync(null, day, cancel)).ToLookup(slot => slot.KindCode);
        return [.. rows.Select(
            row => With(row, [.. full[row.Id]], slots[row.KindCode], notes.GetValueOrDefault(row.Id), day))];
    }

    private static PairRow With(
        PairRow row,
        IReadOnlyList<SideRow> sides,
        IEnumerable<PairSlot> slots,
        NoteCount? notes,
        DateOnly day) => row with
        {
            Sides = sides,
            Missing =
        [
            .. slots.Select(slot => (slot, slot.Least - sides.Count(side => side.SlotCode == slot.Code && side.ValidFrom <= day && (side.ValidTo is null || side.ValidTo >= day))))
                .Where(one => one.Item2 > 0 && row.HoldsOn(day)),
        ],
            Contacts = notes?.Contacts ?? 0,
            OpenTasks = row.ValidTo < day ? 0 : notes?.OpenTasks ?? 0,
        };
}
