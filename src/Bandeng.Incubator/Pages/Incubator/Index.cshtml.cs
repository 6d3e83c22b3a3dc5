using System.Runtime.CompilerServices;
using Bandeng.Incubator.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Incubator.Pages.Incubator;

/// <summary>社会组织孵化: who is how far, by stage.</summary>
[Access(Permission.KeepIncubator, Permission.ReadFigures)]
internal sealed class IndexModel(ReadIncubations read, AreaScope scope, IStringLocalizer<IncubatorText> texts)
    : PageModel
{
    private const int Batch = 500;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public IncubationStage? Stage { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public AreaScope.Choice Scope { get; private set; } = null!;

    public IReadOnlyList<IncubationRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<IncubationStage, long> Counts { get; private set; } =
        new Dictionary<IncubationStage, long>();

    public bool MayKeep => HttpContext.Viewer().May(Permission.KeepIncubator, Scope.Area);

    public string? Next => Rows.Count == ReadIncubations.Page ? Address($"&after={Rows[^1].Id}") : null;

    public string Address(string more = "") => $"/incubator?area={Scope.Area}&stage={Stage}{more}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        Rows = await read.ListAsync(Scope.Area, Stage, After, ReadIncubations.Page, cancel);
        Counts = await read.CountAsync(Scope.Area, cancel);
        Scope = await scope.NamedAsync(Scope, Rows.Select(row => row.AreaCode), cancel);
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
            new(texts["name"], Width: 30), new(texts["area"], Width: 24), new(texts["stage"]),
            new(texts["since"], CellKind.Day), new(texts["mentor"]),
            new(texts["place"], Width: 24), new(texts["papers"], CellKind.Number), new(texts["contact"]),
        ];
        return new SheetResult("incubator", texts["incubator"], type, columns, RowsAsync(cancel));
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (Guid? after = null; ;)
        {
            var rows = await read.ListAsync(Scope.Area, Stage, after, Batch, cancel);
            Scope = await scope.NamedAsync(Scope, rows.Select(row => row.AreaCode), cancel);
            foreach (var row in rows)
            {
                yield return [row.Name, Scope.Name(row.AreaCode), texts[$"stage.{row.Stage}"].Value, row.StageSince, row.Mentor, row.Incubator, row.Papers, row.Contact];
            }

            if (rows.Count < Batch)
            {
                yield break;
            }

            after = rows[^1].Id;
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel) =>
        (Scope = (await scope.ChooseAsync(Area, HttpContext.Viewer(), [Permission.KeepIncubator, Permission.ReadFigures], cancel))!) is not null;
}
