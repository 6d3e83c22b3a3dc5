using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Platforms;
using Bandeng.Exchange.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Exchange.Pages.Exchange;

/// <summary>One platform: what waits for it, what is stuck and why, what left in files.</summary>
[Access(Permission.DispatchMatters, Permission.ManageRules)]
internal sealed class PlatformModel(
    Platforms.Platforms platforms, CountExchange counts, ListAnswers list, SettleAnswers settle,
    IStringLocalizer<ExchangeText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public AnswerShow Show { get; set; } = AnswerShow.Stuck;

    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    public Platform Platform { get; private set; } = null!;

    public ExchangeCount Count { get; private set; } = null!;

    public IReadOnlyList<AnswerLine> Answers { get; private set; } = [];

    public IReadOnlyList<FileLine> Files { get; private set; } = [];

    public Pager Pager { get; private set; } = new(null, null);

    public Refusal? Refusal { get; private set; }

    public bool MayDispatch => HttpContext.Viewer().May(Permission.DispatchMatters, Platform.AreaCode);

    public bool MayMap => HttpContext.Viewer().May(Permission.ManageRules, Platform.AreaCode);

    public override async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (code, viewer, cancel) =
            (RouteData.Values["code"]?.ToString(), HttpContext.Viewer(), HttpContext.RequestAborted);
        if ((await platforms.FindAsync(code, Permission.DispatchMatters, viewer, cancel)
            ?? await platforms.FindAsync(code, Permission.ManageRules, viewer, cancel)) is not { } found)
        {
            context.Result = NotFound();
            return;
        }

        Platform = found;
        await next();
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Count = (await counts.RunAsync([Platform], cancel))[Platform.Id];
        Show = Request.Query.ContainsKey("show") || Count.Stuck > 0 ? Show : AnswerShow.Waiting;
        var rows = await list.RunAsync(Platform, Show, Number, Before, cancel);
        Answers = [.. rows.Take(ListAnswers.PageSize)];
        Files = await list.FilesAsync(Platform, cancel);
        var here = $"/exchange/{Platform.Code}?show={Show}&number={Uri.EscapeDataString(Number ?? "")}";
        Pager = new(
            Before is null ? null : here, rows.Count > ListAnswers.PageSize ? $"{here}&before={Answers[^1].Id}" : null);
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken cancel) =>
        await AfterAsync(await settle.AgainAsync(Platform, id, HttpContext.Viewer(), cancel), cancel);

    public async Task<IActionResult> OnPostByHandAsync(Guid id, string? reason, CancellationToken cancel) =>
        await AfterAsync(await settle.ByHandAsync(Platform, id, reason, HttpContext.Viewer(), cancel), cancel);

    public async Task<IActionResult> OnPostFileTakenAsync(long batch, CancellationToken cancel) =>
        await AfterAsync(await settle.FileTakenAsync(Platform, batch, HttpContext.Viewer(), cancel), cancel);

    public async Task<IActionResult> OnPostFileAsync(CancellationToken cancel)
    {
        if (!MayDispatch)
        {
            return await RefusedAsync(Platforms.Platforms.NotYours, cancel);
        }

        await settle.ToFileAsync(Platform, HttpContext.Viewer(), cancel);
        return LocalRedirect($"/exchange/{Platform.Code}?show=Waiting");
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancel)
    {
        var result = await platforms.EndAsync(Platform.Code, HttpContext.Viewer(), cancel);
        return result.TryGet(out _, out var refusal) ? LocalRedirect("/exchange") : await RefusedAsync(refusal, cancel);
    }

    public long? CountOf(AnswerShow show) => show switch
    {
        AnswerShow.Stuck => Count.Stuck,
        AnswerShow.Waiting => Count.Waiting,
        AnswerShow.Held => Count.Held,
        _ => null,
    };

    public static string ColourOf(AnswerLine answer) => answer.IsStuck ? "seal" : answer.State switch
    {
        "Waiting" => "amber",
        "Held" => "plum",
        "Delivered" => "pine",
        _ => "quiet",
    };

    /// <summary>Why it is stuck, in words; what the platform itself said stays as it is.</summary>
    public string Why(string error) =>
        texts[$"error.{error}"] is { ResourceNotFound: false } known ? known.Value : error;

    private async Task<IActionResult> AfterAsync(Result<Guid> result, CancellationToken cancel) =>
        result.TryGet(out _, out var refusal)
            ? LocalRedirect($"/exchange/{Platform.Code}?show={Show}")
            : await RefusedAsync(refusal, cancel);

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken cancel)
    {
        Refusal = refusal;
        await OnGetAsync(cancel);
        return Page();
    }
}
