using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Held;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>The clerk's inbox: numbers, filters, and what burns first.</summary>
[Access(Permission.ReadMatters)]
internal sealed class IndexModel(DeskList list, DeskTiles tiles, DeskChoices choices, DeskViews views, DeskNames names)
    : PageModel
{
    private const int SentShown = 3;

    public DeskFilter Filter => DeskFilter.Of(Request.Query);

    public DeskList.Page Matters { get; private set; } = null!;

    public DeskTiles.Numbers Numbers { get; private set; } = null!;

    public DeskNames.Names Names { get; private set; } = null!;

    public IReadOnlyList<DeskChoice> Areas { get; private set; } = [];

    public IReadOnlyList<Category> Categories { get; private set; } = [];

    public IReadOnlyList<Body> Bodies { get; private set; } = [];

    public IReadOnlyList<DeskViews.View> Views { get; private set; } = [];

    public (IReadOnlyList<DeskSent.Sent> Sent, int Minutes) Mine { get; private set; } = ([], 0);

    /// <summary>Letters of a flood that wait for a person.</summary>
    public long Held { get; private set; }

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
        Views = await views.MineAsync(viewer, cancel);
        Held = MayDispatch
            ? await HttpContext.RequestServices.GetRequiredService<ListHeld>().CountAsync(viewer, cancel)
            : 0;
        Mine = await HttpContext.RequestServices.GetRequiredService<DeskSent>().RunAsync(viewer, SentShown, cancel);
        var bodiesSeen = Matters.Rows.Select(row => row.BodyId).Concat(Mine.Sent.Select(sent => (Guid?)sent.BodyId));
        Names = await names.OfAsync(Matters.Rows.Select(row => row.AreaCode), bodiesSeen, cancel);
    }
}
