using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>撤并: an area goes into another; what would change is shown first.</summary>
[Access(Permission.ManageAreas)]
internal sealed class MergeAreaModel(MergeArea merge, AreaDetails details, IAreas areas, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string? Into { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    public AreaName Area { get; private set; } = null!;

    /// <summary>Areas of its level around it that the viewer may merge it into.</summary>
    public IReadOnlyList<AreaName> Others { get; private set; } = [];

    /// <summary>The other area that was chosen; null before.</summary>
    public AreaName? Chosen { get; private set; }

    /// <summary>What stands at the area; empty before the other is chosen.</summary>
    public IReadOnlyList<MergeCount> Counts { get; private set; } = [];

    public bool IsStopped => Counts.Any(count => count.Fate is MergeFate.Stops);

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (await FindAsync(code, cancel) is { } no)
        {
            return no;
        }

        await LoadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancel)
    {
        if (await FindAsync(code, cancel) is { } no)
        {
            return no;
        }

        if (!Read().TryGet(out var request, out var refusal)
            || !(await merge.RunAsync(request, HttpContext.Viewer().ActingOn(Permission.ManageAreas, Area.Code), cancel))
                .TryGet(out _, out refusal))
        {
            if (refusal.Code == "area.merge" && await IsDoneAsync(cancel))
            {
                return LocalRedirect($"/areas/{Area.Code}");
            }

            Refusal = refusal;
            await LoadAsync(cancel);
            return Page();
        }

        return LocalRedirect($"/areas/{Area.Code}");
    }

    protected override string? FieldOf(string code) => code switch
    {
        "area.merge-decision" => nameof(Decision),
        "area.merge-day" or "area.merge-ahead" or "area.merge" => nameof(On),
        "area.merge-into" or "area.merge-levels" => nameof(Into),
        _ => null,
    };

    private async Task<IActionResult?> FindAsync(string code, CancellationToken cancel)
    {
        if (!AreaCode.TryParse(code, out var area)
            || !(await areas.NamesAsync([area], cancel)).TryGetValue(area, out var found))
        {
            return NotFound();
        }

        Area = found;
        return HttpContext.Viewer().May(Permission.ManageAreas, area) ? null : StatusCode(403);
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Others = [.. (await AroundAsync(cancel))
            .Where(one => one.Code != Area.Code && HttpContext.Viewer().May(Permission.ManageAreas, one.Code))];
        Chosen = ReadInto() is { } into ? Others.FirstOrDefault(one => one.Code == into) : null;
        Counts = Chosen is null ? [] : await merge.CountAsync(Area.Code, Chosen.Code, cancel);
    }

    /// <summary>Grids of its community, communities and towns of its county.</summary>
    private async Task<IReadOnlyList<AreaName>> AroundAsync(CancellationToken cancel)
    {
        if (Area.Code.Parent is not { } parent)
        {
            return [];
        }

        if (Area.Code.Level is not AreaLevel.Village || parent.Parent is not { } county)
        {
            return await areas.ChildrenAsync(parent, cancel);
        }

        List<AreaName> around = [.. await areas.ChildrenAsync(parent, cancel)];
        foreach (var town in (await areas.ChildrenAsync(county, cancel)).Where(town => town.Code != parent))
        {
            around.AddRange(await areas.ChildrenAsync(town.Code, cancel));
        }

        return around;
    }

    private Result<MergeArea.Request> Read() =>
        ReadInto() is not { } into || !HttpContext.Viewer().May(Permission.ManageAreas, into)
            ? new Refusal(RefusalKind.Invalid, "area.merge-into", "Choose the area that it goes into.")
        : On is not { } day
            ? new Refusal(RefusalKind.Invalid, "area.merge-day", "Give the day.")
        : Decision.IsUnseen()
            ? new Refusal(RefusalKind.Invalid, "area.merge-decision", "Give the number of the document.")
        : new MergeArea.Request(Area.Code, into, day, Decision);

    private AreaCode? ReadInto() => AreaCode.TryParse(Into, out var into) ? into : null;

    /// <summary>The form was sent twice.</summary>
    private async Task<bool> IsDoneAsync(CancellationToken cancel) =>
        (await details.RunAsync(Area.Code.ToString(), cancel)).TryGet(out var detail, out _)
        && detail.Names[0].MergedInto is { } into && into == ReadInto();
}
