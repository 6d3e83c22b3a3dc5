using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations;
using Bandeng.Organizations.Pages;
using Bandeng.Workforce.Queries;
using Bandeng.Workforce.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Bandeng.Workforce.Pages.Workforce;

/// <summary>
/// 队伍: figures by area. Degrees and ages open to their people; pay is an average that shows nobody, or nothing.
/// </summary>
[Access(Permission.ReadWorkers)]
internal sealed class IndexModel(
    WorkforceFigures query, ReleaseAverages release, AreaScope scope, IStringLocalizer<WorkforceText> texts) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Month { get; set; }

    public AreaScope.Choice Scope { get; private set; } = null!;

    public IReadOnlyList<WorkforceFigure> Rows { get; private set; } = [];

    public IReadOnlyList<string> Months { get; private set; } = [];

    public DateOnly On => ChinaTime.ReadDay(Day) ?? scope.Today;

    public bool MayRelease => HttpContext.Viewer().May(Permission.ReleasePay);

    public string LastMonth => PayMonth.Of(scope.Today.AddMonths(-1));

    public string Address(string more = "") => $"/workforce?area={Scope.Area}&day={On:yyyy-MM-dd}&month={Month}{more}";

    public string People(WorkforceFigure row, WorkerGroup group) =>
        $"/workforce/people?area={row.Area}&day={On:yyyy-MM-dd}&group={group}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await LoadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? which, CancellationToken cancel)
    {
        if ((await release.RunAsync(which, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/workforce?month={PayMonth.Read(which)}");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }

    public async Task<IActionResult> OnGetSheetAsync(string? type, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        SheetColumn[] columns =
        [
            new(texts["area"], Width: 24), new(texts["workers"], CellKind.Number),
            new(texts["committee"], CellKind.Number), new(texts["college"], CellKind.Number),
            new(texts["college.share"]), new(texts["age"], CellKind.Number), new(texts["both"], CellKind.Number),
            new(texts["secretaries"], CellKind.Number),
            new(texts["pay.average", Month ?? ""], CellKind.Number),
        ];
        return new SheetResult("workforce", texts["workforce"], type, columns, Rows.Select(row => (IReadOnlyList<object?>)
        [
            row.Name, row.Workers, row.Committee, row.College, Text.Share(row.College, row.Committee), row.Age,
            row.Both, row.Secretaries,
            row.PayFen is { } fen ? (double)Math.Round(fen / 100m) : null,
        ]).ToAsyncEnumerable());
    }

    protected override string? FieldOf(string code) => "which";

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await scope.ChooseAsync(Area, HttpContext.Viewer(), [Permission.ReadWorkers], cancel) is not { } chosen)
        {
            return false;
        }

        (Scope, Months) = (chosen, await query.MonthsAsync(cancel));
        Month = PayMonth.Read(Month) is { } month && Months.Contains(month)
            ? month
            : Months.Count > 0 ? Months[0]
            : null;
        Rows = await query.RunAsync(chosen.Area, On, Month, cancel);
        return true;
    }
}
