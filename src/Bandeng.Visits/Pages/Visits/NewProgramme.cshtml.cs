using Bandeng.Households;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Visits.Acts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Visits.Pages.Visits;

/// <summary>A new programme of visits.</summary>
[Access(Permission.PlanVisits)]
internal sealed class NewProgrammeModel(
    PlanProgramme plan, IHomes homes, IAreas areas, IBodies bodies, TimeProvider clock,
    IStringLocalizer<VisitsText> texts) : PageModel
{
    [BindProperty]
    public ProgrammeInput Input { get; set; } = new();

    public IReadOnlyList<AreaName> Areas { get; private set; } = [];

    public IReadOnlyList<CareKind> Kinds { get; private set; } = [];

    public IReadOnlyList<Body> Bodies { get; private set; } = [];

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public sealed class ProgrammeInput
    {
        public Guid Id { get; set; }

        public string? Name { get; set; }

        public string? Purpose { get; set; }

        public Guid? Body { get; set; }

        public string? Area { get; set; }

        public string? NeedKind { get; set; }

        public DateOnly? StartsOn { get; set; }

        public DateOnly? EndsOn { get; set; }
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Input = new() { Id = Guid.CreateVersion7(), StartsOn = Today };
        await ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var form = new NewProgramme(
            Input.Id, Input.Name, Input.Purpose, Input.Body, Input.Area, Input.NeedKind, Input.StartsOn, Input.EndsOn);
        var faults = await plan.FaultsAsync(form, HttpContext.Viewer(), cancel);
        if (ModelState.IsValid && faults.Count == 0)
        {
            if ((await plan.MakeAsync(form, HttpContext.Viewer(), cancel)).TryGet(out var id, out var refusal))
            {
                return LocalRedirect($"/visits/programmes/{id}/form");
            }

            faults = [refusal];
        }

        ModelState.RefuseAll(faults, fault => fault.Code switch
        {
            "programme.name" or "programme.not-held" => "Input.Name",
            "programme.purpose" => "Input.Purpose",
            "programme.area" => "Input.Area",
            "programme.kind" => "Input.NeedKind",
            "programme.body" => "Input.Body",
            "programme.starts" => "Input.StartsOn",
            "programme.ends" => "Input.EndsOn",
            _ => "",
        }, texts);
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var own = HttpContext.Viewer().PostsWith(Permission.PlanVisits).Select(post => post.Area).Distinct().ToList();
        var found = (await areas.NamesAsync(own, cancel)).Values.ToList();
        foreach (var area in own)
        {
            var children = await areas.ChildrenAsync(area, cancel);
            found.AddRange(children);
        }

        Areas = [.. found.DistinctBy(one => one.Code).OrderBy(one => one.Code)];
        Kinds = await homes.CareKindsAsync(cancel);
        Bodies = own is [] ? [] : [.. (await bodies.HandlingAsync(own[0], cancel)).Take(40)];
    }
}
