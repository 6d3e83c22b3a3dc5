using System.Runtime.CompilerServices;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations;
using Bandeng.Pairs.Queries;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Bandeng.Pairs.Pages.Pairs;

/// <summary>结对台账: pairs of an area on a day, what is missing in them, and the communities that have none.</summary>
[Access(Permission.KeepPairs, Permission.ReadFigures)]
internal sealed class IndexModel(ReadPairs read, PairBook book, AreaScope scope, IStringLocalizer<PairsText> texts)
    : PairPage
{
    private const int Batch = 500;
    private const int MostWithout = 60;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Ended { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public AreaScope.Choice Scope { get; private set; } = null!;

    public IReadOnlyList<PairKind> Kinds { get; private set; } = [];

    public IReadOnlyList<PairSlot> Slots { get; private set; } = [];

    public IReadOnlyList<PairRow> Pairs { get; private set; } = [];

    /// <summary>By kind that every community should have: those without, and how many there are.</summary>
    public IReadOnlyList<(PairKind Kind, IReadOnlyList<AreaName> Without, int All)> Holes { get; private set; } = [];

    public DateOnly On => ChinaTime.ReadDay(Day) ?? scope.Today;

    public string? Next => Pairs.Count == ReadPairs.Page ? Address($"&after={ReadPairs.KeyOf(Pairs[^1])}") : null;

    public bool MayKeep => Me.May(Permission.KeepPairs, Scope.Area);

    public bool MaySet => Me.May(Permission.ManageRules);

    public static IEnumerable<AreaName> Shown(IReadOnlyList<AreaName> without) => without.Take(MostWithout);

    public string Address(string more = "") =>
        $"/pairs?area={Scope.Area}&kind={Kind}&day={Text(On)}{(Ended ? "&ended=true" : "")}{more}";

    public string KindName(string code) => Kinds.FirstOrDefault(kind => kind.Code == code)?.NameIn(English) ?? code;

    public string SlotName(PairRow row, SideRow side) =>
        Slots.FirstOrDefault(slot => slot.KindCode == row.KindCode && slot.Code == side.SlotCode)?.NameIn(English)
            ?? side.SlotCode;

    public IEnumerable<SideRow> Now(PairRow row) =>
        row.Sides.Where(side => Ended || (side.ValidFrom <= On && (side.ValidTo is null || side.ValidTo >= On)));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        Pairs = await read.ListAsync(Filter(After), ReadPairs.Page, cancel);
        Scope = await scope.NamedAsync(Scope, Pairs.Select(pair => pair.AreaCode), cancel);
        foreach (var kind in Kinds.Where(kind => kind.AllHaveOne && (Kind is null || Kind == kind.Code)))
        {
            var (without, all) = await read.WithoutAsync(Scope.Area, kind.Code, On, cancel);
            Holes = [.. Holes, (kind, without, all)];
        }

        return Page();
    }

    public async Task<IActionResult> OnGetSheetAsync(string? type, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        SheetColumn[] columns =
        [
            new(texts["area"], Width: 24), new(texts["kind"], Width: 20), new(texts["purpose"], Width: 30),
            new(texts["sides"], Width: 50), new(texts["missing"], Width: 24),
            new(texts["from"], CellKind.Day), new(texts["to"], CellKind.Day), new(texts["contacts"], CellKind.Number),
            new(texts["open-tasks"], CellKind.Number),
        ];
        return new SheetResult("pairs", texts["pairs"], type, columns, RowsAsync(cancel));
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (string? after = null; ;)
        {
            var rows = await read.ListAsync(Filter(after), Batch, cancel);
            Scope = await scope.NamedAsync(Scope, rows.Select(pair => pair.AreaCode), cancel);
            foreach (var row in rows)
            {
                yield return
                [
                    Scope.Name(row.AreaCode), KindName(row.KindCode), row.Purpose,
                    string.Join("；", Now(row).Select(side => $"{SlotName(row, side)}：{side.Name}")),
                    string.Join("、", row.Missing.Select(one => $"{one.Slot.NameIn(English)} {one.Missing}")),
                    row.ValidFrom, row.ValidTo, row.Contacts, row.OpenTasks,
                ];
            }

            if (rows.Count < Batch)
            {
                yield break;
            }

            after = ReadPairs.KeyOf(rows[^1]);
        }
    }

    private PairFilter Filter(string? after) =>
        new(Scope.Area, string.IsNullOrEmpty(Kind) ? null : Kind, On, Ended, after);

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await scope.ChooseAsync(Area, Me, [Permission.KeepPairs, Permission.ReadFigures], cancel) is not { } chosen)
        {
            return false;
        }

        Kind = string.IsNullOrEmpty(Kind) ? null : Kind;
        (Scope, Kinds, Slots) = (chosen, await book.KindsAsync(cancel), await book.AllSlotsAsync(null, cancel));
        return true;
    }
}
