using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Visits.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Visits.Pages.Visits;

/// <summary>今天走访: doors in walking order, for a telephone.</summary>
[Access(Permission.Visit)]
[ResponseCache(NoStore = true)]
internal sealed class RoundModel(PlanRound plan, ReadProgrammes programmes, BandengDb db, TimeProvider clock)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Programme { get; set; }

    /// <summary>How many doors.</summary>
    [BindProperty(SupportsGet = true)]
    public int? N { get; set; }

    /// <summary>The visit that was just entered.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Done { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Dropped { get; set; }

    public ProgrammeRow? Named { get; private set; }

    public TodayRound Round { get; private set; } = null!;

    /// <summary>The matter that its promise became.</summary>
    public Guid? Matter { get; private set; }

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    /// <summary>The programme has not begun or is over: there is nobody to visit.</summary>
    public bool IsShut => Named?.TakesVisitsOn(Today) == false;

    public string Query => Programme is { } one ? $"?programme={one}" : "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (Programme is { } id)
        {
            Named = await programmes.FindAsync(id, viewer, cancel);
            if (Named is null)
            {
                return NotFound();
            }
        }

        var programme = Programme is null
            ? null
            : await db.Programmes.AsNoTracking().SingleAsync(one => one.Id == Programme, cancel);
        Round = IsShut ? new([], 0, 0, 0, 0, 0) : await plan.RunAsync(programme, N ?? PlanRound.Usual, viewer, cancel);
        var own = db.Visits.Where(one => one.VisitorId == viewer.PersonId);
        Matter = Done is { } visit
            ? await db.Promises.Where(one => one.VisitId == visit && own.Any(v => v.Id == visit))
                .Select(one => one.MatterId).SingleOrDefaultAsync(cancel)
            : null;
        return Page();
    }
}
