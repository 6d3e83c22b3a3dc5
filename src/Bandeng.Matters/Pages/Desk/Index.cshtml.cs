using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>The clerk's inbox: numbers, filters, and what burns first.</summary>
[Access(Permission.ReadMatters)]
internal sealed class IndexModel(
    DeskList list, DeskTiles tiles, DeskChoices choices, DeskViews views, DeskBeside beside, DeskNames names) : PageModel
{
    public DeskFilter Filter => DeskFilter.Of(Request.Query);

    public DeskList.Page Matters { get; private set; } = null!;

    public DeskTiles.Numbers Numbers { get; private set; } = null!;

    public DeskNames.Names Names { get; private set; } = null!;

    public IReadOnlyList<DeskChoice> Areas { get; private set; } = [];

    public IReadOnlyList<Category> Categories { get; private set; } = [];

    public IReadOnlyList<Body> Bodies { get; private set; } = [];

    public DeskBeside.Beside Beside { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public bool MayDispatch => HttpContext.Viewer().May(Permission.DispatchMatters);

    public bool MayFile => HttpContext.Viewer().May(Permission.FileForOthers);

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <summary>撤回: a dispatch of a moment ago.</summary>
    public async Task<IActionResult> OnPostUndoAsync(
        Guid id, [FromServices] ActOnMatter act, CancellationToken cancel) =>
        await AfterAsync(
            await act.RunAsync(id, MatterAction.UndoDispatch, new ActRequest(), HttpContext.Viewer(), cancel), cancel);

    /// <summary>Keeps the filter under a name.</summary>
    public async Task<IActionResult> OnPostKeepAsync(string? name, CancellationToken cancel) =>
        await AfterAsync(await views.KeepAsync(name, Filter.ToQuery(), HttpContext.Viewer(), cancel), cancel);

    public async Task<IActionResult> OnPostForgetAsync(Guid id, CancellationToken cancel)
    {
        await views.ForgetAsync(id, HttpContext.Viewer(), cancel);
        return LocalRedirect("/desk" + Filter.ToQuery());
    }

    /// <summary>The address of the same list with another tile.</summary>
    public string Tile(DeskShow show) =>
        "/desk" + (Filter with { Show = Filter.Show == show ? null : show, Stage = null }).ToQuery();

    /// <summary>Where a form of this list sends to, so that the list is the same afterwards.</summary>
    public string Post(string handler) =>
        Filter.ToQuery() is { Length: > 0 } query ? $"/desk{query}&handler={handler}" : $"/desk?handler={handler}";

    private async Task<IActionResult> AfterAsync<T>(Result<T> result, CancellationToken cancel)
        where T : notnull
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect("/desk" + Filter.ToQuery());
        }

        Refusal = refusal;
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        Numbers = await tiles.RunAsync(viewer, cancel);
        Matters = await list.RunAsync(Filter, viewer, cancel);
        Areas = await choices.AreasAsync(viewer, Permission.ReadMatters, Filter.AreaCode, cancel);
        Categories = await choices.CategoriesAsync(cancel);
        Bodies = await choices.BodiesAsync(viewer, Permission.ReadMatters, Filter.AreaCode, cancel);
        Beside = await beside.RunAsync(viewer, cancel);
        var bodiesSeen = Matters.Rows.Select(row => row.BodyId).Concat(Beside.Sent.Select(sent => (Guid?)sent.BodyId));
        Names = await names.OfAsync(Matters.Rows.Select(row => row.AreaCode), bodiesSeen, cancel);
    }
}
