using System.Runtime.CompilerServices;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Secrets;
using Bandeng.Matters.Pages.Desk;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Held;

/// <summary>A letter as whoever decides reads it.</summary>
/// <param name="Detail">Null when its key is lost.</param>
/// <param name="Alike">How many wait that belong together, this one among them.</param>
internal sealed record HeldLine(
    Guid Id, HoldReason Why, string? Detail, string? PlaceWords, AreaCode Area, int Files, long Alike,
    DateTimeOffset HeldAt);

/// <summary>
/// What waits for a person inside the viewer's posts, the oldest first; one line for each flood, or every letter of
/// one.
/// </summary>
internal sealed class ListHeld(BandengDb db, SecretBox box, DeskNames names, IStringLocalizer<DeskText> texts)
{
    public const int PageSize = 50;

    private sealed record Row(Guid Id, string Why, string Letter, AreaCode AreaCode, DateTimeOffset HeldAt, long Alike);

    public IReadOnlyList<SheetColumn> Columns =>
    [
        new(texts["held.at"], CellKind.Moment, 17), new(texts["held.why"], CellKind.Text, 20),
        new(texts["held.letter"], CellKind.Text, 60),
        new(texts["area"], CellKind.Text, 18), new(texts["held.place"], CellKind.Text, 24),
        new(texts["held.files"], CellKind.Number, 8),
    ];

    public static string Where(Viewer viewer) =>
        $"h.settled_at is null and {Reach.In("h.area_code", viewer.PostsWith(Permission.DispatchMatters))}";

    /// <summary>How many there are.</summary>
    public static string Count(Viewer viewer) => $"select count(*) from held_letters h where {Where(viewer)}";

    /// <param name="with">Only letters that belong together with this one; null: the first of each flood.</param>
    /// <param name="after">The key of the last line of the page before.</param>
    public async Task<(IReadOnlyList<HeldLine> Lines, string? Next)> RunAsync(
        Guid? with, string? after, int most, Viewer viewer, CancellationToken cancel)
    {
        var which = with is null
            ? "not exists (select 1 from held_letters o where o.alike = h.alike and o.settled_at is null and o.area_code = h.area_code "
                + "and (o.held_at < h.held_at or o.held_at = h.held_at and o.id < h.id))"
            : "h.alike = (select alike from held_letters where id = @with)";
        var behind = DeskKey.TryRead(after, out var key)
            ? "and (h.held_at > @at or h.held_at = @at and h.id > @id)"
            : "";
        var rows = await db.RowsAsync<Row>(
            $"""
            select h.id, h.why, h.letter, h.area_code, h.held_at,
                   (select count(*) from held_letters o where o.alike = h.alike and o.settled_at is null) as alike
            from held_letters h where {Where(viewer)} and {which} {behind}
            order by h.held_at, h.id limit {most + 1}
            """,
            new { with, at = key.At, id = key.Id }, cancel);
        var shown = rows.Take(most).ToList();
        return ([.. shown.Select(Line)], rows.Count > most ? new DeskKey(shown[^1].HeldAt.ToUnixTimeMilliseconds(), shown[^1].Id).ToString() : null);
    }

    /// <summary>Every letter that waits, for a table file.</summary>
    public async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        Viewer viewer, [EnumeratorCancellation] CancellationToken cancel)
    {
        string? after = null;
        do
        {
            (var lines, after) = await EachAsync(after, viewer, cancel);
            var named = await names.OfAsync(lines.Select(line => line.Area), [], cancel);
            foreach (var line in lines)
            {
                yield return
                [
                    line.HeldAt, texts[$"held.{line.Why}", line.Alike].Value, line.Detail ?? texts["erased"].Value,
                    named.Area(line.Area),
                    line.PlaceWords, line.Files,
                ];
            }
        }
        while (after is not null);
    }

    private async Task<(IReadOnlyList<HeldLine> Lines, string? Next)> EachAsync(
        string? after, Viewer viewer, CancellationToken cancel)
    {
        const int Batch = 500;
        var behind = DeskKey.TryRead(after, out var key)
            ? "and (h.held_at > @at or h.held_at = @at and h.id > @id)"
            : "";
        var rows = await db.RowsAsync<Row>(
            $"""
            select h.id, h.why, h.letter, h.area_code, h.held_at, cast(0 as bigint) as alike from held_letters h
            where {Where(viewer)} {behind} order by h.held_at, h.id limit {Batch}
            """,
            new { at = key.At, id = key.Id }, cancel);
        return ([.. rows.Select(Line)], rows.Count == Batch ? new DeskKey(rows[^1].HeldAt.ToUnixTimeMilliseconds(), rows[^1].Id).ToString() : null);
    }

    private HeldLine Line(Row row)
    {
        var inside = TakeLetter.Read(box, row.Letter);
        return new(
            row.Id, Enum.Parse<HoldReason>(row.Why), inside?.Request.Detail, inside?.Request.PlaceWords, row.AreaCode,
            inside?.Files.Count ?? 0,
            row.Alike, row.HeldAt);
    }
}
