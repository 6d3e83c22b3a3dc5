using Bandeng.Households.Needs;
using Bandeng.Households.Needs.Acts;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Needs;

/// <summary>Kinds of care and how long records are kept, each from a day on.</summary>
[Access(Permission.ManageRules)]
internal sealed class RulesModel(
    NeedKinds kinds, EraseByRule retention, KeepNeedRules keep, TimeProvider clock, IStringLocalizer<NeedsText> texts)
    : PageModel
{
    [BindProperty]
    public RuleInput Input { get; set; } = new();

    public IReadOnlyList<NeedKind> Kinds { get; private set; } = [];

    public IReadOnlyList<RetentionRule> Rules { get; private set; } = [];

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public sealed class RuleInput
    {
        public string? Code { get; set; }

        public string? Name { get; set; }

        public string? English { get; set; }

        public int? VisitDays { get; set; }

        public int? MostDays { get; set; }

        public string? Kind { get; set; }

        public int? Days { get; set; }

        public string? Ground { get; set; }

        public DateOnly? From { get; set; }
    }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public Task<IActionResult> OnPostKindAsync(CancellationToken cancel) => ActAsync(by => keep.KindAsync(
        new(Input.Code, Input.Name, Input.English, Input.VisitDays, Input.MostDays, Input.From), by, cancel), cancel);

    public Task<IActionResult> OnPostRetentionAsync(CancellationToken cancel) => ActAsync(
        by => keep.RetentionAsync(Input.Kind, Input.Days, Input.Ground, Input.From, by, cancel), cancel);

    private async Task<IActionResult> ActAsync(Func<Viewer, Task<Result<string>>> act, CancellationToken cancel)
    {
        if ((await act(HttpContext.Viewer())).TryGet(out _, out var refusal))
        {
            return LocalRedirect("/admin/care");
        }

        ModelState.Refuse(refusal.Code switch
        {
            "rule.code" => Input.Kind is null ? "Input.Code" : "Input.Kind",
            "rule.name" => "Input.Name",
            "rule.visit-days" => "Input.VisitDays",
            "rule.most-days" => "Input.MostDays",
            "rule.days" => "Input.Days",
            "rule.ground" => "Input.Ground",
            _ => "Input.From",
        }, refusal, texts);
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel) =>
        (Kinds, Rules) = (await kinds.AllAsync(cancel), await retention.RulesAsync(cancel));
}
