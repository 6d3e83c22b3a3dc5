using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>
/// 裁定: returns, appeals, exclusions and extensions that wait for a decision, with both sides and the clock.
/// </summary>
[Access(Permission.RuleOnReturns, Permission.DispatchMatters)]
internal sealed class RulingsModel(OpenRulings open, PastRulings past, DeskNames names, ActOnMatter act) : PageModel
{
    private static readonly MatterAction[] Decisions =
    [
        MatterAction.UpholdReturn, MatterAction.RefuseReturn, MatterAction.UpholdAppeal, MatterAction.RefuseAppeal,
        MatterAction.Exclude, MatterAction.RefuseExclusion, MatterAction.EndorseExtension,
        MatterAction.ApproveExtension, MatterAction.RefuseExtension,
    ];

    [BindProperty(SupportsGet = true)]
    public RulingKind? Kind { get; set; }

    public IReadOnlyList<OpenRuling> Rulings { get; private set; } = [];

    public IReadOnlyDictionary<RulingKind, int> Counts { get; private set; } = new Dictionary<RulingKind, int>();

    public ILookup<Guid, PastRuling> Past { get; private set; } = Array.Empty<PastRuling>().ToLookup(_ => Guid.Empty);

    public DeskNames.Names Names { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    /// <summary>What was typed when it was refused, and where.</summary>
    public (Guid Matter, string? Words) Typed { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <summary>Decides. The same words go to whoever the arrow tells: the raiser, or the body.</summary>
    public async Task<IActionResult> OnPostAsync(
        Guid id, MatterAction action, long version, string? words, CancellationToken cancel)
    {
        if (!Decisions.Contains(action))
        {
            return BadRequest();
        }

        var request = new ActRequest { Version = version, Words = words, InnerWords = words };
        if ((await act.RunAsync(id, action, request, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect(Kind is { } kind ? $"/rulings?kind={kind}" : "/rulings");
        }

        (Refusal, Typed) = (refusal, (id, words));
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        var all = await open.RunAsync(viewer, cancel);
        Counts = all.CountBy(ruling => ruling.Kind).ToDictionary();
        Rulings = [.. all.Where(ruling => Kind is null || ruling.Kind == Kind)];
        Names = await names.OfAsync([.. Rulings.Select(ruling => ruling.Row)], cancel);
        if (PastRulings.WidestOf(viewer) is { } area)
        {
            var pairs = new List<(Guid Body, PastRuling Past)>();
            foreach (var body in Rulings.Where(ruling => ruling.Kind is RulingKind.Return)
                .Select(ruling => ruling.Row.BodyId).OfType<Guid>().Distinct())
            {
                pairs.AddRange((await past.OfBodyAsync(body, area, cancel)).Select(before => (body, before)));
            }

            Past = pairs.ToLookup(pair => pair.Body, pair => pair.Past);
        }
    }
}
