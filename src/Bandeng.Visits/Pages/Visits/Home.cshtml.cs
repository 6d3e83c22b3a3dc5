using Bandeng.Households;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Visits.Acts;
using Bandeng.Visits.Life;
using Bandeng.Visits.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Visits.Pages.Visits;

/// <summary>
/// At one door: nobody home, refused, or what was said and promised. One entry, sent as often as the line needs.
/// </summary>
[Access(Permission.Visit)]
[ResponseCache(NoStore = true)]
internal sealed class HomeModel(
    IHomes homes, EnterVisit enter, ReadProgrammes programmes, BandengDb db, IPeople people, TimeProvider clock,
    IStringLocalizer<VisitsText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Programme { get; set; }

    [BindProperty]
    public VisitInput Input { get; set; } = new();

    public HomeToVisit Home { get; private set; } = null!;

    public ProgrammeRow? Named { get; private set; }

    public IReadOnlyList<Question> Questions { get; private set; } = [];

    /// <summary>What was told, by question.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Told { get; private set; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<Before> Past { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Kinds { get; private set; } = new Dictionary<string, string>();

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    /// <summary>The programme has not begun or is over: no visit of it is entered.</summary>
    public bool IsShut => Named?.TakesVisitsOn(Today) == false;

    /// <summary>Whether a promise is asked for: by the form, and on every visit without one.</summary>
    public bool AsksPromise => Named is null || Questions.Any(one => one.Kind is QuestionKind.Promise);

    internal sealed record Before(DateOnly Day, VisitOutcome Outcome, string? Who, string? Words);

    public sealed class VisitInput
    {
        public Guid Id { get; set; }

        public string? Outcome { get; set; }

        public DateOnly? Day { get; set; }

        public string? Words { get; set; }

        public string? Promise { get; set; }

        public string? Settlement { get; set; }

        public DateOnly? PromisedFor { get; set; }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        Input = new()
        {
            Id = Guid.CreateVersion7(),
            Day = Named?.StateOn(Today) is ProgrammeState.Over ? Named.LastDay : Today,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        Told = Request.Form.Where(field => field.Key.StartsWith("a.", StringComparison.Ordinal))
            .ToDictionary(
                field => field.Key[2..],
                field => (IReadOnlyList<string>)[.. field.Value.OfType<string>().Select(Keeping.Storable)]);
        if (!Enum.TryParse<VisitOutcome>(Input.Outcome, out var outcome) || !Enum.IsDefined(outcome))
        {
            ModelState.Refuse("Input.Outcome", VisitRefusals.Invalid("visit.outcome"), texts);
            return Page();
        }

        var visit = new NewVisit(
            Input.Id, Id, Programme, outcome, Input.Day, Told, Input.Words, AsksPromise ? Input.Promise : null,
            Input.Settlement == nameof(Settlement.OnTheSpot),
            Input.PromisedFor);
        var faults = await enter.FaultsAsync(visit, HttpContext.Viewer(), cancel);
        if (!ModelState.IsValid || faults.Count > 0)
        {
            ModelState.RefuseAll(faults, FieldOf, texts);
            return Page();
        }

        if ((await enter.RunAsync(visit, HttpContext.Viewer(), cancel)).TryGet(out var entered, out var refusal))
        {
            var programme = Programme is { } named ? $"programme={named}&" : "";
            var dropped = entered.Dropped.Count > 0 ? $"&dropped={entered.Dropped.Count}" : "";
            return LocalRedirect($"/visits/round?{programme}done={entered.Id}{dropped}");
        }

        if (refusal.Kind is RefusalKind.NotFound)
        {
            return NotFound();
        }

        ModelState.Refuse(FieldOf(refusal), refusal, texts);
        return Page();
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "visit.day" or "visit.over" => "Input.Day",
        "visit.words" => "Input.Words",
        "visit.promise" or "visit.promise-not-held" => "Input.Promise",
        "visit.promised-for" => "Input.PromisedFor",
        _ => refusal.Code.StartsWith("answer.", StringComparison.Ordinal) ? $"a.{refusal.Message}" : "",
    };

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (await homes.FindAsync(Id, viewer, cancel) is not { } home)
        {
            return false;
        }

        Home = home;
        if (Programme is { } programme)
        {
            Named = await programmes.FindAsync(programme, viewer, cancel);
            if (Named is null || !Named.AreaCode.Contains(home.AreaCode))
            {
                return false;
            }

            Questions = Question.Read((await programmes.FormAsync(programme, cancel)).Questions);
        }

        Kinds = (await homes.CareKindsAsync(cancel)).ToDictionary(kind => kind.Code, kind => kind.Name);
        var past = await db.Visits.AsNoTracking().Where(one => one.HouseholdId == Id)
            .OrderByDescending(one => one.Day).ThenByDescending(one => one.Id)
            .Take(5).ToListAsync(cancel);
        var names = await people.NamesAsync(past.Select(one => one.VisitorId), cancel);
        var words = await db.TextsAsync([.. past.Select(one => one.WordsId).OfType<Guid>()], cancel);
        Past = [.. past.Select(one => new Before(
            one.Day, one.Outcome, names.GetValueOrDefault(one.VisitorId),
            one.WordsId is { } text ? words.GetValueOrDefault(text) : null))];
        return true;
    }
}
