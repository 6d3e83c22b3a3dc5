using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>The weekly table of a bureau: 签收(含复派) 退回 实际受理 办结 在办 积压, by body.</summary>
[Access(Permission.ReadFigures)]
internal sealed class WeeklyModel(FigureAddress address, IAreas areas, FigureTable table)
    : TablePage(address, areas, table)
{
    public Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        ShowAsync(TableFigures.Weekly, PeriodKind.Week, cancel);
}
