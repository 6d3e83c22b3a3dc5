using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Rules;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Rules;

/// <summary>节假日历: which years are known, and the notice of one that is not.</summary>
[Access(Permission.ManageRules)]
internal sealed class CalendarsModel(
    BandengDb db, RulesPost post, TimeProvider clock, IStringLocalizer<RulesText> texts) : PageModel
{
    private const int YearsBack = 6;

    private const int FileMax = 200_000;

    [BindProperty]
    public int? Year { get; set; }

    [BindProperty]
    public string? Notice { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public Refusal? Refusal { get; private set; }

    public bool Kept { get; private set; }

    /// <summary>Years around this one, and those that are known: the nearest first to need a notice on top.</summary>
    public IReadOnlyList<YearLine> Years { get; private set; } = [];

    /// <summary>A year, and the days that its notice makes free or worked; null where there is no notice.</summary>
    public sealed record YearLine(int Year, CalendarYear? Notice);

    public void OnGet(bool kept)
    {
        Kept = kept;
        Read();
        Year ??= Years.LastOrDefault(line => line.Notice is null && line.Year >= post.Today.Year)?.Year
            ?? post.Today.Year + 1;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if ((await BringAsync(cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect("/admin/calendars?kept=true");
        }

        Read();
        Refusal = refusal.Code == "calendar.line"
            ? refusal with { Message = texts["calendar.line-of", [.. refusal.Message.Split(": ", 2)]] }
            : refusal;
        return Page();
    }

    private async Task<Result<bool>> BringAsync(CancellationToken cancel)
    {
        if (!(await post.AskAsync(HttpContext.Viewer(), post.Today, cancel)).TryGet(out var acting, out var refusal))
        {
            return refusal;
        }

        if (Upload is { Length: > 0 and <= FileMax })
        {
            using var reader = new StreamReader(Upload.OpenReadStream(), Encoding.UTF8);
            return await db.BringAsync(await reader.ReadToEndAsync(cancel), acting, clock.GetUtcNow(), cancel);
        }

        return !NoticeOfYear.Read(Year ?? 0, Notice ?? "").TryGet(out var text, out var fault)
            ? fault
            : await db.BringAsync(text, acting, clock.GetUtcNow(), cancel);
    }

    private void Read() => Years =
    [
        .. Enumerable.Range(post.Today.Year - YearsBack, YearsBack + 3).OrderDescending()
            .Select(year => new YearLine(year, WorkCalendar.Official.NoticeOf(year))),
    ];
}
