using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations.Powers;
using Bandeng.Organizations.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Pages.Powers;

/// <summary>赋权清单: which powers towns decide on a day, by class and department; printed and handed out.</summary>
[Access(Permission.KeepPowers, Permission.ReadMatters, Permission.ReadFigures)]
internal sealed class IndexModel(
    ListPowers list, AreaNames names, IStringLocalizer<OrganizationsText> texts, TimeProvider clock) : PageModel
{
    private const int Most = 20_000;
    private Func<AreaCode, string> _areaName = code => code.ToString();

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public PowerClass? Class { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<PowerRow> Powers { get; private set; } = [];

    public IReadOnlyDictionary<PowerClass, long> Counts { get; private set; } = new Dictionary<PowerClass, long>();

    public DateOnly On => ChinaTime.ReadDay(Day) ?? ChinaTime.DayOf(clock.GetUtcNow());

    public bool MayKeep => HttpContext.Viewer().May(Permission.KeepPowers);

    public string? Next => Powers.Count == ListPowers.Page ? Address($"&after={Powers[^1].Id}") : null;

    public string AreaName(AreaCode code) => _areaName(code);

    public string Address(string more = "") =>
        $"/powers?q={Uri.EscapeDataString(Q ?? "")}&class={Class}&day={On:yyyy-MM-dd}{(All ? "&all=true" : "")}{more}";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Powers = await list.RunAsync(Filter(After), ListPowers.Page, cancel);
        Counts = await list.CountAsync(On, cancel);
        _areaName = await names.OfAsync(Powers.Select(power => power.ToArea), cancel);
    }

    public async Task<IActionResult> OnGetSheetAsync(string? type, CancellationToken cancel)
    {
        var rows = await list.RunAsync(Filter(null), Most, cancel);
        var name = await names.OfAsync(rows.Select(power => power.ToArea), cancel);
        SheetColumn[] columns =
        [
            new(texts["power.name-of"], Width: 36), new(texts["power.class"]),
            new(texts["power.department"], Width: 20), new(texts["power.to"], Width: 18),
            new(texts["post.from"], CellKind.Day), new(texts["post.to"], CellKind.Day),
            new(texts["power.basis"], Width: 40), new(texts["power.categories"], Width: 20),
        ];
        return new SheetResult("powers", texts["powers"], type, columns, rows.Select(power => (IReadOnlyList<object?>)
        [
            power.Name, texts[$"power-class.{power.Class}"].Value, power.Department, name(power.ToArea),
            power.ValidFrom, power.ValidTo, power.Basis, power.Categories,
        ]).ToAsyncEnumerable());
    }

    private PowerFilter Filter(Guid? after) => new(Q, Class, null, All ? null : On, after);
}
