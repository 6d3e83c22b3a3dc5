using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries.Board;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Bandeng.Matters.Pages.Board;

/// <summary>The notice board of an area: what was said, who does it, what came of it. The same for everyone.</summary>
[OpenToAll]
[OutputCache(PolicyName = BoardCache.Policy)]
internal sealed class IndexModel(
    BoardPlaces places, BoardList list, CountBoard count, Catalogue catalogue, IEnumerable<IAreaNews> newsOfModules,
    TimeProvider clock)
    : PageModel
{
    /// <summary>The figures and their lists speak of so many days.</summary>
    public const int Days = 30;

    private const int PageSize = 20;
    private const int Glimpse = 6;
    private const int WallLines = 8;

    [BindProperty(SupportsGet = true, Name = "area")]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true, Name = "category")]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true, Name = "group")]
    public string? Group { get; set; }

    [BindProperty(SupportsGet = true, Name = "days")]
    public string? Within { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    public BoardPlace Place { get; private set; } = null!;

    public BoardAddress Address { get; private set; } = null!;

    public BoardFigures Figures { get; private set; } = null!;

    public IReadOnlyList<Category> Categories { get; private set; } = [];

    public IReadOnlyList<BoardMatter> Settled { get; private set; } = [];

    public IReadOnlyList<BoardMatter> InHand { get; private set; } = [];

    /// <summary>What is laid before everyone here.</summary>
    public IReadOnlyList<AreaNews> News { get; private set; } = [];

    /// <summary>Null on the whole board.</summary>
    public IReadOnlyList<BoardMatter>? Listed { get; private set; }

    public BoardCount? Count { get; private set; }

    public Pager? Pager { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? view, CancellationToken cancel)
    {
        if (await places.FindAsync(Area, cancel) is not { } place)
        {
            return NotFound();
        }

        Place = place;
        var now = clock.GetUtcNow();
        var question = new BoardQuestion(place.Within, now) { Since = now.AddDays(-Days) };
        Figures = await count.FiguresAsync(question, cancel);
        Categories = await catalogue.OnAsync(ChinaTime.DayOf(now), cancel);
        Address = new(
            "/", place.IsHome ? null : place.Shown.Code.ToString(), Category, Group, Within == $"{Days}" ? Days : null);
        if (view == "wall")
        {
            await GlimpseAsync(question, WallLines, cancel);
            Response.Headers["Refresh"] = "60";
            return Partial("_Wall", this);
        }

        return await ShowAsync(question, cancel);
    }

    private async Task<IActionResult> ShowAsync(BoardQuestion question, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(Group) && string.IsNullOrEmpty(Category) && string.IsNullOrEmpty(After))
        {
            await GlimpseAsync(question, Glimpse, cancel);
            News = await newsOfModules.AllAsync(Place.Shown.Code, cancel);
        }
        else
        {
            await ListAsync(question with { Since = Address.Days is null ? null : question.Since }, cancel);
        }

        return Page();
    }

    private async Task GlimpseAsync(BoardQuestion question, int lines, CancellationToken cancel)
    {
        Settled = await list.SettledAsync(question, Glimpse, false, cancel);
        InHand = await list.InHandAsync(question, lines, cancel);
    }

    private async Task ListAsync(BoardQuestion question, CancellationToken cancel)
    {
        var asked = question with
        {
            Group = BoardAddress.Read(Group) ?? BoardGroup.All,
            Categories = string.IsNullOrEmpty(Category)
                ? []
                : [Category, .. Categories.Where(category => category.ParentCode == Category).Select(
                    category => category.Code)],
            After = BoardKey.Parse(After),
        };
        Count = await count.CountAsync(asked, cancel);
        var found = await list.NewestAsync(asked, PageSize + 1, false, cancel);
        Listed = [.. found.Take(PageSize)];
        Pager = new(
            asked.After is null ? null : Address.ToString(),
            found.Count > PageSize ? (Address with { After = Listed[^1].Key }).ToString() : null);
    }
}
