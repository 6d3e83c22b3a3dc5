using System.Runtime.CompilerServices;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Pages.Desk;
using Bandeng.Organizations;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Queries;

/// <summary>
/// 台账: the filtered list as a table file, at most 50,000 rows. Raisers' names and telephones are not in it: who
/// needs one opens the matter, and the look is on the trail.
/// </summary>
internal sealed class DeskExport(
    BandengDb db, DeskList list, IBodies bodies, IStringLocalizer<DeskText> texts, DeskWords words, DeskNames names)
{
    public const int Most = 50_000;

    private const int Batch = 500;

    private sealed record NumberRow(Guid MatterId, string Number);

    private readonly Dictionary<Guid, string?> _phones = [];

    public IReadOnlyList<SheetColumn> Columns =>
    [
        new(texts["sheet.number"], CellKind.Number, 6), new(texts["sheet.outside"], CellKind.Text, 20),
        new(texts["matter"], CellKind.Text, 40), new(texts["area"], CellKind.Text, 16),
        new(texts["sheet.area-code"], CellKind.Text, 14),
        new(texts["sheet.place"], CellKind.Text, 28), new(texts["category"], CellKind.Text, 16),
        new(texts["type"], CellKind.Text, 8),
        new(texts["channel"], CellKind.Text, 8), new(texts["stage"], CellKind.Text, 12),
        new(texts["body"], CellKind.Text, 18),
        new(texts["sheet.body-phone"], CellKind.Text, 14), new(texts["voices"], CellKind.Number, 6),
        new(texts["sheet.raised"], CellKind.Moment, 17), new(texts["sheet.dispatched"], CellKind.Moment, 17),
        new(texts["sheet.due"], CellKind.Moment, 17), new(texts["sheet.outer-due"], CellKind.Moment, 17),
        new(texts["sheet.handed-back"], CellKind.Moment, 17), new(texts["sheet.closed"], CellKind.Moment, 17),
        new(texts["sheet.returns"], CellKind.Number, 8), new(texts["sheet.redos"], CellKind.Number, 8),
        new(texts["sheet.flags"], CellKind.Text, 24),
    ];

    /// <summary>The rows, batch by batch; memory stays the same however many there are.</summary>
    public async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        DeskFilter filter, Viewer viewer, [EnumeratorCancellation] CancellationToken cancel)
    {
        long number = 0;
        var batch = new List<DeskRow>(Batch);
        await foreach (var row in list.AllAsync(filter, viewer, Most, cancel))
        {
            batch.Add(row);
            if (batch.Count == Batch)
            {
                foreach (var cells in await CellsAsync(batch, number, cancel))
                {
                    yield return cells;
                }

                number += batch.Count;
                batch.Clear();
            }
        }

        foreach (var cells in await CellsAsync(batch, number, cancel))
        {
            yield return cells;
        }
    }

    private async Task<IReadOnlyList<IReadOnlyList<object?>>> CellsAsync(
        List<DeskRow> rows, long before, CancellationToken cancel)
    {
        if (rows is [])
        {
            return [];
        }

        var named = await names.OfAsync(rows, cancel);
        var numbers = await NumbersAsync([.. rows.Select(row => row.Id)], cancel);
        await LearnPhonesAsync(rows.Select(row => row.BodyId).OfType<Guid>(), cancel);
        return [.. rows.Select((row, index) => Cells(row, before + index + 1, named, numbers))];
    }

    private object?[] Cells(DeskRow row, long number, DeskNames.Names named, ILookup<Guid, string> numbers) =>
    [
        number, string.Join(' ', numbers[row.Id]), row.Title ?? texts["erased"].Value, named.Area(row.AreaCode),
        row.AreaCode.ToString(),
        row.PlaceWords, named.Category(row.CategoryCode), words.Type(row.RequestType), words.Channel(row.Channel),
        words.Stage(row),
        named.Body(row.BodyId), row.BodyId is { } body ? _phones.GetValueOrDefault(body) : null, row.Voices,
        row.RaisedAt, row.DispatchedAt, row.DueAt, row.OuterDueAt, row.HandedBackAt, row.ClosedAt,
        row.Returns, row.Redos + row.Reopenings, string.Join('、', words.Flags(row)),
    ];

    private async Task<ILookup<Guid, string>> NumbersAsync(
        Guid[] ids, CancellationToken cancel) => (await db.RowsAsync<NumberRow>(
            $"select matter_id, number from matter_numbers where {db.In("matter_id", nameof(ids))} order by number",
            new { ids }, cancel))
        .ToLookup(row => row.MatterId, row => row.Number);

    // A few dozen bodies serve an area; each is asked for once a file.
    private async Task LearnPhonesAsync(IEnumerable<Guid> ids, CancellationToken cancel)
    {
        foreach (var id in ids.Distinct().Where(id => !_phones.ContainsKey(id)))
        {
            _phones[id] = (await bodies.FindAsync(id, cancel))?.Phone;
        }
    }
}
