using Bandeng.Households;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Visits.Queries;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Visits.Pages.Visits;

/// <summary>走访: which programmes run, what care is due, where the round begins.</summary>
[Access(Permission.Visit, Permission.PlanVisits)]
internal sealed class IndexModel(ReadProgrammes programmes, IHomes homes, IAreas areas, TimeProvider clock) : PageModel
{
    private IReadOnlyDictionary<AreaCode, AreaName> _names = new Dictionary<AreaCode, AreaName>();

    public IReadOnlyList<ProgrammeRow> Running { get; private set; } = [];

    public IReadOnlyList<ProgrammeRow> Planned { get; private set; } = [];

    public IReadOnlyList<ProgrammeRow> Past { get; private set; } = [];

    /// <summary>Households with a visit for care due within a week.</summary>
    public int CareDue { get; private set; }

    public bool MayVisit => HttpContext.Viewer().May(Permission.Visit);

    public bool MayPlan => HttpContext.Viewer().May(Permission.PlanVisits);

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public string Name(AreaCode area) => _names.GetValueOrDefault(area)?.FullName ?? area.ToString();

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        var all = await programmes.ListAsync(viewer, cancel);
        Running = [.. all.Where(one => one.StateOn(Today) is ProgrammeState.Running)];
        Planned = [.. all.Where(one => one.StateOn(Today) is ProgrammeState.Planned)];
        Past = [.. all.Except(Running).Except(Planned)];
        _names = await areas.NamesAsync(all.Select(one => one.AreaCode), cancel);
        CareDue = MayVisit
            ? (await homes.OfAsync(new(NeedKind: "*"), viewer, cancel)).Count(home => home.NeedDue <= Today.AddDays(7))
            : 0;
    }
}
