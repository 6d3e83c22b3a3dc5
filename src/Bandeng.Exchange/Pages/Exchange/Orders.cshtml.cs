using Bandeng.Exchange.Incoming;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Platforms;
using Bandeng.Exchange.Queries;
using Bandeng.Exchange.Samples;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Exchange.Pages.Exchange;

/// <summary>Orders of a platform come in by a file or a paste. Sent twice, each is here once.</summary>
[Access(Permission.DispatchMatters)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class OrdersModel(Platforms.Platforms platforms, MappingBook book, TakeOrders take, ListOrders list)
    : PageModel
{
    private const long MostBytes = 16L << 20;

    [BindProperty]
    public string? Pasted { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    public Platform Platform { get; private set; } = null!;

    public IReadOnlyList<OrderLine> Orders { get; private set; } = [];

    public IReadOnlyList<OrderTaken>? Taken { get; private set; }

    public Pager Pager { get; private set; } = new(null, null);

    public Refusal? Refusal { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var code = RouteData.Values["code"]?.ToString();
        if (await platforms.FindAsync(
            code, Permission.DispatchMatters, HttpContext.Viewer(), HttpContext.RequestAborted) is not { } found)
        {
            context.Result = NotFound();
            return;
        }

        Platform = found;
        await next();
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var rows = await list.RunAsync(Platform, Number, Before, ListOrders.PageSize + 1, cancel);
        Orders = [.. rows.Take(ListOrders.PageSize)];
        var here = $"/exchange/{Platform.Code}/orders?number={Uri.EscapeDataString(Number ?? "")}";
        Pager = new(
            Before is null ? null : here, rows.Count > ListOrders.PageSize ? $"{here}&before={Orders[^1].Id}" : null);
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? list, CancellationToken cancel)
    {
        var mapping = (await book.OfAsync(Platform.Id, cancel)).Mapping;
        var read = await SentSample.ReadAsync(list, Pasted, mapping, cancel);
        if (read.TryGet(out var table, out var refusal)
            && (await take.RunAsync(Platform, table, list is null ? Way.Paste : Way.File, HttpContext.Viewer(), cancel))
                .TryGet(out var taken, out refusal))
        {
            Taken = taken;
            Pasted = taken.Any(one => one.Refusal is not null) ? Pasted : null;
            ModelState.Clear();
        }

        Refusal = refusal;
        await OnGetAsync(cancel);
        return Page();
    }
}
