using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Queries.Board;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Bandeng.Matters.Pages.Board;

/// <summary>The board as a map, and as a list for whoever has no map.</summary>
[OpenToAll]
[OutputCache(PolicyName = BoardCache.Policy)]
internal sealed class MapModel(BoardPlaces places, BoardList list, TimeProvider clock) : PageModel
{
    private const int PageSize = 30;

    public BoardPlace Place { get; private set; } = null!;

    public string? Area => Place.IsHome ? null : Place.Shown.Code.ToString();

    public IReadOnlyList<BoardMatter> Matters { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? area, string? after, CancellationToken cancel)
    {
        if (await places.FindAsync(area, cancel) is not { } place)
        {
            return NotFound();
        }

        Place = place;
        var question = new BoardQuestion(place.Within, clock.GetUtcNow()) { After = BoardKey.Parse(after) };
        var found = await list.NewestAsync(question, PageSize + 1, false, cancel);
        Matters = [.. found.Take(PageSize)];
        var address = new BoardAddress("/board/map", Area);
        Pager = new(
            question.After is null ? null : address.ToString(),
            found.Count > PageSize ? (address with { After = Matters[^1].Key }).ToString() : null);
        return Page();
    }
}
