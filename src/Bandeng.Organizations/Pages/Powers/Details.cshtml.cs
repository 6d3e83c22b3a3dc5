using Bandeng.Kernel;
using Bandeng.Organizations.Powers;
using Bandeng.Organizations.Queries;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages.Powers;

/// <summary>
/// One power: whose, to whom, since when and by which document; it is taken back or bound to categories here.
/// </summary>
[Access(Permission.KeepPowers, Permission.ReadMatters, Permission.ReadFigures)]
internal sealed class DetailsModel(
    ListPowers list, KeepPowers keep, AreaNames names, IEnumerable<ICategoryBook> categories, TimeProvider clock)
    : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public PowerRow Power { get; private set; } = null!;

    public string Town { get; private set; } = "";

    public IReadOnlyList<(string Code, string Name)> Categories { get; private set; } = [];

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public IReadOnlyList<string> Bound => (Power.Categories ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool MayKeep => HttpContext.Viewer().May(Permission.KeepPowers, Power.ToArea);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await list.FindAsync(Id, cancel) is not { } found)
        {
            return NotFound();
        }

        Power = found;
        Town = (await names.OfAsync([found.ToArea], cancel))(found.ToArea);
        Categories = categories.FirstOrDefault() is { } book ? await book.TodayAsync(cancel) : [];
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(long version, DateOnly? lastDay, CancellationToken cancel) =>
        await AnswerAsync(await keep.EndAsync(Id, version, lastDay, HttpContext.Viewer(), cancel), cancel);

    public async Task<IActionResult> OnPostBindAsync(long version, List<string> categories, CancellationToken cancel) =>
        await AnswerAsync(await keep.BindAsync(Id, version, categories, HttpContext.Viewer(), cancel), cancel);

    protected override string? FieldOf(string code) => code == "post.last-day" ? "lastDay" : null;

    private async Task<IActionResult> AnswerAsync(Result<Guid> result, CancellationToken cancel)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/powers/{Id}");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }
}
