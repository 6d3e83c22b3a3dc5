using Bandeng.Households.Grids;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Planning.Grids;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Pages.Registry;

/// <summary>划网格、划屋场: a community's proposals side by side, what it has today, its decisions.</summary>
[Access(Permission.DivideGrids)]
internal sealed class GridsModel(
    BandengDb db, GridRuns runs, GridTable table, CommunitiesToChoose communities, IAreas areas, ListPlaces places,
    TimeProvider clock)
    : PageModel
{
    private const int MostDecisions = 20;
    private const int LeastPairs = 3;
    private const int MostPairs = 20;

    /// <summary>Households of a courtyard; a hamlet walks to one table.</summary>
    private static readonly GridBounds Courtyard = new(20, 50);

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    /// <summary>Seconds that each proposal may take.</summary>
    public static IReadOnlyList<int> Patience { get; } = [2, 10, 60];

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public PlanKind Into { get; set; }

    [BindProperty]
    public int? Least { get; set; }

    [BindProperty]
    public int? Most { get; set; }

    [BindProperty]
    public int Seconds { get; set; } = Patience[0];

    [BindProperty]
    public bool KeepEstates { get; set; }

    [BindProperty]
    public bool NearToday { get; set; }

    [BindProperty]
    public List<string?> PairOne { get; set; } = [];

    [BindProperty]
    public List<bool> PairApart { get; set; } = [];

    [BindProperty]
    public List<string?> PairOther { get; set; } = [];

    public IReadOnlyList<AreaName> Communities { get; private set; } = [];

    public IReadOnlyList<(GridPlan Plan, GridSheet? Sheet)> Plans { get; private set; } = [];

    public IReadOnlyList<GridPlan> Decisions { get; private set; } = [];

    /// <summary>Grids or courtyards of today, each with the link to it.</summary>
    public IReadOnlyList<(string Link, string Name, string Note)> Today { get; private set; } = [];

    public Land? Land { get; private set; }

    public long Households { get; private set; }

    public RunRow? Run { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>Which plan lies before everyone, of this community and kind.</summary>
    private Guid? Shown { get; set; }

    public bool IsShown(Guid plan) => plan == Shown;

    public bool IsRunning => Run?.IsAlive(clock.GetUtcNow()) is true;

    /// <summary>The building that a refusal means.</summary>
    public string? Blamed =>
        Run?.Message?.Split(' ') is [var name, ..] && Land!.Buildings.Any(one => one.Name == name) ? name : null;

    /// <summary>Two buildings and whether they are to be apart, as typed.</summary>
    public IReadOnlyList<(string? One, bool Apart, string? Other)> Pairs { get; private set; } = [];

    public IEnumerable<(string? One, bool Apart, string? Other)> PairRows =>
        Pairs.Concat(
            Enumerable.Repeat<(string?, bool, string?)>((null, false, null), Math.Max(1, LeastPairs - Pairs.Count)));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await AreaAsync(cancel) is not { } area)
        {
            return NotFound();
        }

        await ShowAsync(area, cancel);
        if (Refusal is null)
        {
            Recall();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await AreaAsync(cancel) is not { } area)
        {
            return NotFound();
        }

        Land = await table.LandAsync(area, cancel);
        Pairs = [.. PairOne.Zip(PairApart, PairOther).Take(MostPairs)
            .Where(pair => !string.IsNullOrWhiteSpace(pair.First + pair.Third))];
        if (!Wishes().TryGet(out var wishes, out var refusal)
            || !(await runs.StartAsync(Asked(area, wishes), HttpContext.Viewer(), Moment, cancel))
                .TryGet(out _, out refusal))
        {
            Refusal = refusal;
            return refusal.Kind == RefusalKind.NotFound ? NotFound() : await OnGetAsync(cancel);
        }

        return Again(area);
    }

    public Task<IActionResult> OnPostTakeAsync(CancellationToken cancel) => StopAsync(take: true, cancel);

    public Task<IActionResult> OnPostDropAsync(CancellationToken cancel) => StopAsync(take: false, cancel);

    private async Task<IActionResult> StopAsync(bool take, CancellationToken cancel)
    {
        if (await AreaAsync(cancel) is not { } area)
        {
            return NotFound();
        }

        await runs.StopAsync(area, take, cancel);
        return Again(area);
    }

    private LocalRedirectResult Again(AreaCode area) => LocalRedirect($"/registry/grids?area={area}&into={Into}");

    private DivisionRequest Asked(AreaCode area, PlanWishes wishes) =>
        new(area, Least ?? Usual.Least, Most ?? Usual.Most) { Kind = Into, Wishes = wishes, Seconds = Seconds };

    private GridBounds Usual => Into == PlanKind.Courtyard ? Courtyard : GridBounds.Usual;

    private async Task<AreaCode?> AreaAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        Communities = await communities.OfAsync(viewer.AreasWith(Permission.DivideGrids), cancel);
        Area ??= Communities is [var only, ..] ? only.Code.ToString() : null;
        return AreaCode.TryParse(Area, out var area) && area.Level == AreaLevel.Village
            && viewer.May(Permission.DivideGrids, area)
            ? area
            : null;
    }

    private async Task ShowAsync(AreaCode area, CancellationToken cancel)
    {
        Land ??= await table.LandAsync(area, cancel);
        Households = (await table.HouseholdsAsync(Land, cancel)).Sum();
        Today = Into == PlanKind.Grid
            ? [.. (await areas.ChildrenAsync(area, cancel))
                .Select(grid => ($"/registry?area={grid.Code}", grid.Name, grid.Code.ToString()))]
            : [
                .. (await places.RunAsync(new(area, PlaceKind.Courtyard), [area], 500, cancel))
                    .Select(yard => ($"/registry/places/{yard.Id}", yard.Name, "")),
            ];
        Run = await GridRuns.ReadAsync(db, area, cancel) is { } run && run.Kind == Into ? run : null;
        var plans = await db.Plans.AsNoTracking().Where(plan => plan.AreaCode == area && plan.Kind == Into)
            .OrderByDescending(plan => plan.CreatedAt).Take(MostDecisions).ToListAsync(cancel);
        Shown = await db.Showings.Where(one => one.AreaCode == area && one.Kind == Into && one.EndedAt == null)
            .Select(one => (Guid?)one.PlanId).SingleOrDefaultAsync(cancel);
        Decisions = plans.FindAll(plan => plan.ValidFrom is not null);
        var shown = new List<(GridPlan, GridSheet?)>();
        foreach (var plan in plans.Where(plan => plan.ValidFrom is null && !IsRunning).OrderBy(plan => plan.Style))
        {
            shown.Add((plan, (await table.WeighAsync(plan, cancel)).TryGet(out var sheet, out _) ? sheet : null));
        }

        Plans = shown;
    }

    /// <summary>What was asked for the last time stands in the form.</summary>
    private void Recall()
    {
        var wishes = Run is null ? PlanWishes.Usual : PlanWishes.Of(Run.Wishes);
        var names = Land!.Buildings.ToDictionary(one => one.Id, one => one.FullName);
        (KeepEstates, NearToday) = (wishes.KeepEstates, wishes.NearToday);
        (Least, Most) = Run is null ? (Usual.Least, Usual.Most) : ((int)Run.Least, (int)Run.Most);
        Seconds = Run is null ? Patience[0] : (int)Run.Seconds;
        Pairs = [.. wishes.Pairs.Select(
            pair => (names.GetValueOrDefault(pair.One), pair.Apart, names.GetValueOrDefault(pair.Other)))];
    }

    private Result<PlanWishes> Wishes()
    {
        var byName = Land!.Buildings.ToLookup(one => PlaceWords.Plain(one.FullName), one => one.Id);
        var pairs = new List<PlanPair>();
        foreach (var (one, apart, other) in Pairs)
        {
            Guid[] first = [.. byName[PlaceWords.Plain(one ?? "")]],
            second = [.. byName[PlaceWords.Plain(other ?? "")]];
            if (first is not [var from] || second is not [var to] || from == to)
            {
                return new Refusal(
                    RefusalKind.Invalid, "wish.unknown", $"Choose two buildings of the list: {one} {other}");
            }

            pairs.Add(new(from, to, apart));
        }

        return new PlanWishes(KeepEstates, NearToday, pairs);
    }
}
