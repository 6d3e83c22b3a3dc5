using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Figures.Pages.Figures;

/// <summary>What is overdue now, and what will be today and tomorrow, by whose it is.</summary>
[Access(Permission.ReadFigures)]
internal sealed class TomorrowModel(FigureAddress address, IAreas areas, FigureTable table)
    : TablePage(address, areas, table)
{
    public Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        ShowAsync(TableFigures.Tomorrow, PeriodKind.Month, cancel);
}
