using Bandeng.Households.Objecting;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Shown;

/// <summary>提异议: what somebody has against a plan, with name and telephone unless they are signed in.</summary>
[OpenToAll]
[ResponseCache(NoStore = true)]
internal sealed class ObjectModel(
    BandengDb db, IAreas areas, ObjectToPlan act, ObjectionKnocks knocks, TimeProvider clock,
    IStringLocalizer<ShownText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Made with the form, so that two taps are one objection.</summary>
    [BindProperty]
    public Guid ObjectionId { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public Guid? Building { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    public GridShowing Showing { get; private set; } = null!;

    public IReadOnlyList<ShownBuilding> Buildings { get; private set; } = [];

    public AreaName? Community { get; private set; }

    public bool IsOpen => Showing.IsOpen(ChinaTime.DayOf(clock.GetUtcNow()));

    public bool IsSignedIn => HttpContext.Viewer().IsSignedIn;

    /// <summary>At the counter: name and telephone are the resident's.</summary>
    public bool IsOffice => HttpContext.Viewer().May(Permission.DivideGrids, Showing.AreaCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        ObjectionId = Guid.CreateVersion7(clock.GetUtcNow());
        return await ReadAsync(cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        if (ObjectionId == Guid.Empty)
        {
            ObjectionId = Guid.CreateVersion7(clock.GetUtcNow());
        }

        var result = knocks.WhyNot(viewer, HttpContext.Connection.RemoteIpAddress, Phone) is { } tooOften
            ? tooOften
            : await act.RunAsync(
                new(ObjectionId, Id, Words) { Building = Building, Name = Name, Phone = Phone }, viewer, cancel);
        if (result.TryGet(out var code, out var refusal))
        {
            return LocalRedirect($"/grids/objections?code={code}&sent=true");
        }

        ModelState.Refuse(FieldOf(refusal.Code), refusal, texts);
        Response.StatusCode = refusal.ToProblem().StatusCode;
        return Page();
    }

    private static string FieldOf(string code) => code switch
    {
        "objection.words" => nameof(Words),
        "objection.building" => nameof(Building),
        "objection.name" => nameof(Name),
        "phone.unreadable" => nameof(Phone),
        _ => "",
    };

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var showing = await db.Showings.AsNoTracking().Where(one => one.PlanId == Id)
            .OrderByDescending(one => one.ShownAt).FirstOrDefaultAsync(cancel);
        if (showing is null)
        {
            return false;
        }

        Showing = showing;
        Buildings = [.. ShownPlan.Of(showing.Shown).Buildings.OrderBy(one => one.Name.Length)
            .ThenBy(one => one.Name, StringComparer.Ordinal)];
        Community = (await areas.NamesAsync([showing.AreaCode], cancel)).GetValueOrDefault(showing.AreaCode);
        return true;
    }
}
