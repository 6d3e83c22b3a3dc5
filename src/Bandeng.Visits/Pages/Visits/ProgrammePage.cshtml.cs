using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Visits.Acts;
using Bandeng.Visits.Life;
using Bandeng.Visits.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Visits.Pages.Visits;

/// <summary>One programme: how far it has come in each grid, and what was answered. Nobody is ranked.</summary>
[Access(Permission.Visit, Permission.PlanVisits)]
internal sealed class ProgrammePageModel(
    ReadProgrammes read, PlanProgramme plan, IAreas areas, IBodies bodies, TimeProvider clock,
    IStringLocalizer<VisitsText> texts) : PageModel
{
    private IReadOnlyDictionary<AreaCode, AreaName> _names = new Dictionary<AreaCode, AreaName>();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ProgrammeRow Row { get; private set; } = null!;

    public string? Body { get; private set; }

    public VisitForm Form { get; private set; } = null!;

    public IReadOnlyList<Question> Questions { get; private set; } = [];

    /// <summary>The keys of what is asked today.</summary>
    public IReadOnlyList<string> Asked { get; private set; } = [];

    public ProgrammeState State => Row.StateOn(Today);

    /// <summary>Of which day the households are counted.</summary>
    public DateOnly CoveredOn => State is not ProgrammeState.Over ? Today
        : Row.ClosedOn is { } closed && closed < Row.EndsOn ? closed
        : Row.EndsOn;

    public IReadOnlyList<Coverage> Coverage { get; private set; } = [];

    public ILookup<string, AnswerCount> Answers { get; private set; } = Array.Empty<AnswerCount>()
        .ToLookup(one => one.Question);

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public bool MayPlan => HttpContext.Viewer().May(Permission.PlanVisits, Row.AreaCode);

    public string Name(AreaCode area) => _names.GetValueOrDefault(area)?.FullName ?? area.ToString();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCloseAsync(long version, CancellationToken cancel)
    {
        if (!await ReadAsync(cancel) || !MayPlan)
        {
            return NotFound();
        }

        if ((await plan.CloseAsync(Id, version, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/visits/programmes/{Id}");
        }

        ModelState.Refuse("", refusal, texts);
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await read.FindAsync(Id, HttpContext.Viewer(), cancel) is not { } row)
        {
            return false;
        }

        Row = row;
        Body = row.BodyId is { } body ? (await bodies.FindAsync(body, cancel))?.Name : null;
        Form = await read.FormAsync(Id, cancel);
        Questions = await read.QuestionsAsync(Id, cancel);
        Asked = [.. Question.Read(Form.Questions).Select(one => one.Key)];
        Coverage = await read.CoverageAsync(row, CoveredOn, cancel);
        Answers = (await read.AnswersAsync(Id, cancel)).ToLookup(one => one.Question);
        _names = await areas.NamesAsync(Coverage.Select(one => one.Grid).Append(row.AreaCode), cancel);
        return true;
    }
}
