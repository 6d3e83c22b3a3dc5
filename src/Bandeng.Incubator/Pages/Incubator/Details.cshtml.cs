using Bandeng.Incubator.Queries;
using Bandeng.Incubator.UseCases;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Organizations.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Incubator.Pages.Incubator;

/// <summary>One organization on its way: exactly the steps that lead on, its papers, and every step so far.</summary>
[Access(Permission.KeepIncubator, Permission.ReadFigures)]
internal sealed class DetailsModel(ReadIncubations read, IBodies bodies, AreaScope scope, TimeProvider clock) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public IncubationRow One { get; private set; } = null!;

    public string Area { get; private set; } = "";

    public string? Idea { get; private set; }

    public IReadOnlyList<StepRow> Steps { get; private set; } = [];

    public IReadOnlyList<IncubationPaper> Papers { get; private set; } = [];

    public IReadOnlyList<Body> Incubators { get; private set; } = [];

    public TakeStep.Request? Typed { get; private set; }

    public Guid PaperId { get; } = Guid.CreateVersion7();

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public bool MayKeep => HttpContext.Viewer().MayKeep(One.AreaCode);

    public static string Text(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var me = HttpContext.Viewer();
        if (await read.FindAsync(Id, cancel) is not { } found
            || !(me.May(Permission.KeepIncubator, found.AreaCode) || me.May(Permission.ReadFigures, found.AreaCode)))
        {
            return NotFound();
        }

        One = found;
        (Idea, Steps, Papers) = (await read.IdeaAsync(found, cancel), await read.StepsAsync(Id, cancel), await read.PapersAsync(Id, cancel));
        Incubators = await bodies.InsideAsync(County(found.AreaCode), [BodyKind.Incubator], cancel);
        Area = (await scope.NamedAsync(new(found.AreaCode, [], new Dictionary<AreaCode, string>()), [found.AreaCode], cancel)).Name(found.AreaCode);
        return Page();
    }

    public async Task<IActionResult> OnPostStepAsync(
        [FromServices] TakeStep take, StepForm form, CancellationToken cancel)
    {
        Typed = new(Id, form.Version, form.To)
        {
            Day = form.Day,
            Mentor = form.Mentor,
            Incubator = form.Incubator,
            Number = form.Number,
            Words = form.Words,
        };
        return await AnswerAsync(await take.RunAsync(Typed, HttpContext.Viewer(), cancel), cancel);
    }

    public async Task<IActionResult> OnPostPaperAsync(
        [FromServices] AddPaper add, Guid paperId, PaperKind kind, string? paperNumber, DateOnly? paperDay,
        CancellationToken cancel) =>
        await AnswerAsync(
            await add.RunAsync(new(paperId, Id, kind, paperNumber, paperDay), HttpContext.Viewer(), cancel), cancel);

    /// <summary>The fields of a step.</summary>
    public sealed class StepForm
    {
        public long Version { get; set; }

        public IncubationStage To { get; set; }

        public DateOnly? Day { get; set; }

        public string? Mentor { get; set; }

        public Guid? Incubator { get; set; }

        public string? Number { get; set; }

        public string? Words { get; set; }
    }

    private async Task<IActionResult> AnswerAsync(Result<Guid> result, CancellationToken cancel)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/incubator/{Id}");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }

    private static AreaCode County(AreaCode area)
    {
        while (area.Level > AreaLevel.County && area.Parent is { } parent)
        {
            area = parent;
        }

        return area;
    }
}
