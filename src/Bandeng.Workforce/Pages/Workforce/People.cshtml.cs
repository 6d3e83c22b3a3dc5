using System.Runtime.CompilerServices;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations;
using Bandeng.Workforce.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Workforce.Pages.Workforce;

/// <summary>The people whom a figure counts: schooling and age, never pay.</summary>
[Access(Permission.ReadWorkers)]
internal sealed class PeopleModel(ReadWorkers read, AreaScope scope, IStringLocalizer<WorkforceText> texts) : PageModel
{
    private const int Batch = 500;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public WorkerGroup Group { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public AreaScope.Choice Scope { get; private set; } = null!;

    public IReadOnlyList<WorkerRow> Rows { get; private set; } = [];

    public DateOnly On => ChinaTime.ReadDay(Day) ?? scope.Today;

    public bool MayKeep => HttpContext.Viewer().May(Permission.KeepWorkers, Scope.Area);

    public bool MayPay => HttpContext.Viewer().May(Permission.SeePay, Scope.Area);

    public string? Next => Rows.Count == ReadWorkers.Page ? Address($"&after={Rows[^1].Id}") : null;

    public string Address(string more = "") =>
        $"/workforce/people?area={Scope.Area}&day={On:yyyy-MM-dd}&group={Group}{more}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        Rows = await read.ListAsync(new(Scope.Area, On, Group, After), ReadWorkers.Page, cancel);
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
            new(texts["name"]), new(texts["area"], Width: 24), new(texts["born"], CellKind.Number),
            new(texts["schooling"]), new(texts["employed"], CellKind.Day),
            new(texts["certificates"], CellKind.Number), new(texts["on-committee"]),
        ];
        return new SheetResult("workers", texts["people"], type, columns, RowsAsync(cancel));
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (Guid? after = null; ;)
        {
            var rows = await read.ListAsync(new(Scope.Area, On, Group, after), Batch, cancel);
            Scope = await scope.NamedAsync(Scope, rows.Select(row => row.AreaCode), cancel);
            foreach (var row in rows)
            {
                yield return
                [
                    row.Name, Scope.Name(row.AreaCode), row.BornYear, texts[$"schooling.{row.Schooling}"].Value,
                    row.EmployedFrom, row.Certificates,
                    texts[row.IsCommittee ? "yes" : "no"].Value,
                ];
            }

            if (rows.Count < Batch)
            {
                yield break;
            }

            after = rows[^1].Id;
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel) =>
        (Scope = (await scope.ChooseAsync(Area, HttpContext.Viewer(), [Permission.ReadWorkers], cancel))!) is not null;
}
