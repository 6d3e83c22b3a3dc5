using System.Globalization;
using Bandeng.Households.Telling;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>
/// 住户自填: who scanned the code at a door tells who lives behind theirs; the clerk looks before it counts.
/// </summary>
[Access]
internal sealed class HomeModel(TellHome tell, MyHome mine, TimeProvider clock) : PageModel
{
    private const int LeastRows = 3;

    /// <summary>The building, from the code at its door.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    /// <summary>Made with the form: sent twice, it is told once.</summary>
    [BindProperty]
    public Guid TellId { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public string? Room { get; set; }

    [BindProperty]
    public Tenure Tenure { get; set; }

    [BindProperty]
    public List<Line> People { get; set; } = [];

    public BuildingOfCode? Building { get; private set; }

    public IReadOnlyList<OwnTelling> Told { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    /// <summary>Which person of the form a refusal means.</summary>
    public int? Blamed =>
        int.TryParse(Refusal?.Message, NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : null;

    /// <summary>One person of the form; what is known is shown masked and stays when the field is left empty.</summary>
    public sealed class Line
    {
        public Guid? MemberId { get; set; }

        public string? Name { get; set; }

        public string? Relation { get; set; }

        public string? Phone { get; set; }

        public string? IdNumber { get; set; }

        public bool Left { get; set; }

        public string? KnownPhone { get; internal set; }

        public string? KnownId { get; internal set; }
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        TellId = Guid.CreateVersion7(clock.GetUtcNow());
        if (await ReadAsync(cancel) is { } own)
        {
            (Unit, Room, Tenure) = (own.Unit, own.Room, own.Tenure ?? Tenure);
            People = [.. own.People.Select(
                one => new Line { MemberId = one.MemberId, Name = one.Name, Relation = one.Relation })];
            Know(own);
        }

        Fill(People.Count == 0 ? LeastRows : People.Count + 1);
    }

    /// <summary>One more line, with everything that was typed.</summary>
    public async Task<IActionResult> OnPostMoreAsync(CancellationToken cancel)
    {
        await AgainAsync(cancel);
        Fill(People.Count + 1);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!AreaCode.TryParse(Area, out var area))
        {
            return NotFound();
        }

        var staying = People.Where(line => !line.Left)
            .Select(line => new PersonToTell(line.Name, line.Relation, line.IdNumber, line.Phone, line.MemberId));
        var left = People.Where(line => line.Left).Select(line => line.MemberId).OfType<Guid>();
        var told = new HomeToTell(TellId, area, Unit, Room, Tenure, [.. staying], [.. left]);
        if ((await tell.RunAsync(told, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/my/home?area={area.ToFullString()}&sent=true");
        }

        Refusal = refusal;
        await AgainAsync(cancel);
        return refusal.Kind == RefusalKind.NotFound ? NotFound() : Page();
    }

    private async Task AgainAsync(CancellationToken cancel)
    {
        if (await ReadAsync(cancel) is { } own)
        {
            Know(own);
        }
    }

    private async Task<OwnHome?> ReadAsync(CancellationToken cancel)
    {
        var person = HttpContext.Viewer().PersonId!.Value;
        Told = await mine.ToldAsync(person, cancel);
        if (!AreaCode.TryParse(Area, out var area))
        {
            return null;
        }

        Building = await mine.BuildingAsync(area, cancel);
        return await mine.OfAsync(person, area, cancel);
    }

    private void Know(OwnHome own)
    {
        foreach (var line in People)
        {
            var known = own.People.FirstOrDefault(one => one.MemberId == line.MemberId);
            (line.KnownPhone, line.KnownId) = (known?.Phone, known?.IdNumber);
        }
    }

    private void Fill(int rows)
    {
        while (People.Count < Math.Min(rows, TellHome.MostPeople))
        {
            People.Add(new());
        }
    }
}
