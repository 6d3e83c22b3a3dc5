using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Handling;

/// <summary>我在办的: what lies with the viewer's bodies, place by place.</summary>
[Access(Permission.HandleMatters)]
internal sealed class IndexModel(HandlingInbox inbox, ActOnMatter act, IAreas areas, IBodies bodies, IPeople people)
    : PageModel
{
    /// <summary>One place with its matters.</summary>
    public sealed record Place(AreaCode Code, string Name, IReadOnlyList<HandlingLine> Lines);

    [BindProperty(SupportsGet = true)]
    public HandlingTab? Tab { get; set; }

    /// <summary>An area code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    /// <summary>From where this page goes on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Pager Pager { get; private set; } = null!;

    /// <summary>How many were signed for a moment ago.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Signed { get; set; }

    /// <summary>How many of them were not.</summary>
    [BindProperty(SupportsGet = true)]
    public int Unsigned { get; set; }

    [BindProperty]
    public ActForm Form { get; set; } = new();

    public HandlingTab Open => Tab is { } tab && Enum.IsDefined(tab) ? tab : HandlingTab.Sign;

    public Refusal? Refusal { get; private set; }

    public IReadOnlyDictionary<HandlingTab, long> Counts { get; private set; } = new Dictionary<HandlingTab, long>();

    public IReadOnlyList<Place> Places { get; private set; } = [];

    /// <summary>Communities to filter by.</summary>
    public IReadOnlyList<AreaName> Communities { get; private set; } = [];

    /// <summary>Colleagues, by body.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<Member>> Staff { get; private set; } =
        new Dictionary<Guid, IReadOnlyList<Member>>();

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>This list with its filters, to come back to.</summary>
    public string Here => Address(Open);

    public string Address(HandlingTab tab) =>
        $"/handling?tab={tab}{(string.IsNullOrEmpty(Area) ? "" : $"&area={Uri.EscapeDataString(Area)}")}";

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    /// <summary>签收 or 转本单位的人, in one tap.</summary>
    public async Task<IActionResult> OnPostAsync(Guid matterId, CancellationToken cancel)
    {
        if (Form.Action is not (MatterAction.SignFor or MatterAction.PassOn))
        {
            return BadRequest();
        }

        var result = await act.RunAsync(
            matterId, Form.Action.Value, Form.ToRequest(null, null), HttpContext.Viewer(), cancel);
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect(Form.Action is MatterAction.SignFor ? Here + "&signed=1" : Here);
        }

        Refusal = refusal;
        await LoadAsync(cancel);
        return Page();
    }

    /// <summary>全部签收: each by itself; what somebody else has just taken is left and counted.</summary>
    public async Task<IActionResult> OnPostSignAllAsync(CancellationToken cancel)
    {
        var lines = await inbox.ListAsync(HandlingTab.Sign, Within(), After, HttpContext.Viewer(), cancel);
        var signed = 0;
        foreach (var line in lines)
        {
            var result = await act.RunAsync(
                line.Id, MatterAction.SignFor, new ActRequest { Version = line.Version }, HttpContext.Viewer(), cancel);
            signed += result.TryGet(out _, out _) ? 1 : 0;
        }

        return LocalRedirect($"{Here}&signed={signed}&unsigned={lines.Count - signed}");
    }

    private AreaCode? Within() => AreaCode.TryParse(Area, out var area) ? area : null;

    private async Task LoadAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        var everywhere = await inbox.ListAsync(Open, null, Within() is null ? After : null, viewer, cancel);
        var lines = Within() is { } within ? await inbox.ListAsync(Open, within, After, viewer, cancel) : everywhere;
        Pager = new(
            After is null ? null : Address(Open),
            HandlingInbox.NextOf(lines) is { } next ? $"{Address(Open)}&after={next}" : null);
        Counts = await inbox.CountAsync(viewer, cancel);
        Communities = await CommunitiesAsync(everywhere, cancel);
        await NameAsync(lines, cancel);
        var names = Communities.ToDictionary(area => area.Code, area => area.FullName);
        Places =
        [
            .. lines.GroupBy(line => line.Area.Community)
                .Select(group => new Place(group.Key, names.GetValueOrDefault(group.Key, ""), [.. group])),
        ];
    }

    private async Task<IReadOnlyList<AreaName>> CommunitiesAsync(
        IReadOnlyList<HandlingLine> lines, CancellationToken cancel)
    {
        var codes = lines.Select(line => line.Area.Community).Distinct();
        return [.. (await areas.NamesAsync(codes, cancel)).Values.OrderBy(area => area.Code)];
    }

    private async Task NameAsync(IReadOnlyList<HandlingLine> lines, CancellationToken cancel)
    {
        var staff = new Dictionary<Guid, IReadOnlyList<Member>>();
        foreach (var body in lines.Select(line => line.BodyId).OfType<Guid>().Distinct())
        {
            staff[body] = await bodies.MembersAsync(body, cancel);
        }

        Staff = staff;
        Names = await people.NamesAsync(lines.Select(line => line.HandlerId).OfType<Guid>().Distinct(), cancel);
    }
}
