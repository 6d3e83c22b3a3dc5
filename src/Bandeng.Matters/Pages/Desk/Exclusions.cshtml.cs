using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>甄别剔除登记: what was taken out of the figures, for which reason, by whom, and what it changed.</summary>
[Access(Permission.ReadMatters)]
internal sealed class ExclusionsModel(ExclusionRegister register, DeskNames names) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public DateOnly First => register.Period(From, To).First;

    public DateOnly Last => register.Period(From, To).Last;

    public IReadOnlyList<ExclusionLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public ExclusionFigures Before { get; private set; } = new();

    public ExclusionFigures After { get; private set; } = new();

    public DeskNames.Names Names { get; private set; } = null!;

    public string Query =>
        string.Create(CultureInfo.InvariantCulture, $"?from={First:yyyy-MM-dd}&to={Last:yyyy-MM-dd}");

    public async Task OnGetAsync(string? after, CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        (Lines, Next) = await register.RunAsync(First, Last, after, ExclusionRegister.PageSize, viewer, cancel);
        (Before, After) = await register.FiguresAsync(First, Last, viewer, cancel);
        Names = await names.OfAsync(Lines.Select(line => line.AreaCode), Lines.Select(line => line.BodyId), cancel);
    }

    /// <summary>「90.0% (9/10)」; a dash where nothing can be said.</summary>
    public static string Share(long part, long whole) =>
        whole == 0 ? "—" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0}% ({part}/{whole})");
}
