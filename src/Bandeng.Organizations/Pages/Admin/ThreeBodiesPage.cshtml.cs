using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations.Queries;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>小区三方、屋场三组织: the three bodies of each place together, who is missing, who sits in more than one.</summary>
[Access(Permission.ManagePeople, Permission.ReadFigures)]
internal sealed class ThreeBodiesModel(ThreeBodies query, AreaScope scope, IStringLocalizer<OrganizationsText> texts)
    : PageModel
{
    private const int Most = 100; // pages of a file

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public PlaceKind Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public AreaScope.Choice Scope { get; private set; } = null!;

    public IReadOnlyList<PlaceWithBodies> Places { get; private set; } = [];

    public DateOnly On => ChinaTime.ReadDay(Day) ?? scope.Today;

    public string? Next =>
        Places.Count == ThreeBodies.Page ? Address($"&after={ListPlaces.KeyOf(Places[^1].Place)}") : null;

    public bool MayManage => HttpContext.Viewer().May(Permission.ManagePeople, Scope.Area);

    public string Address(string more = "") =>
        $"/admin/bodies/places?area={Scope.Area}&kind={Kind}&day={On:yyyy-MM-dd}{more}";

    public string Community(PlaceWithBodies one) => Scope.Name(one.Place.AreaCode.Community);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await LoadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnGetSheetAsync(string? type, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        var kinds = ThreeBodies.Of(Kind);
        SheetColumn[] columns =
        [
            new(texts["three.place"], Width: 24),
            .. kinds.Select(kind => new SheetColumn(texts[$"body-kind.{kind}"], Width: 24)),
            new(texts["three.cross"], Width: 40),
        ];
        return new SheetResult("three-bodies", texts["three"], type, columns, RowsAsync(cancel));
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        string? after = null;
        for (var page = 0; page < Most; page++)
        {
            var rows = await query.RunAsync(Scope.Area, Kind, On, after, cancel);
            foreach (var row in rows)
            {
                yield return
                [
                    row.Place.Name, .. row.Bodies.Select(one => string.Join("、", one.Bodies.Select(body => body.Name))),
                    string.Join(
                        "；", row.Cross.Select(cross => $"{cross.Name}：{string.Join("、", cross.Seats.Select(Seat))}")),
                ];
            }

            if (rows.Count < ThreeBodies.Page)
            {
                yield break;
            }

            after = ListPlaces.KeyOf(rows[^1].Place);
        }
    }

    public string Seat((string Body, Role Role, string? Title) seat) =>
        $"{seat.Body} {seat.Title ?? texts[$"role.{seat.Role}"].Value}";

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await scope.ChooseAsync(
            Area, HttpContext.Viewer(), [Permission.ManagePeople, Permission.ReadFigures], cancel) is not { } chosen)
        {
            return false;
        }

        Scope = chosen;
        Kind = ThreeBodies.Kinds.Contains(Kind) ? Kind : PlaceKind.Estate;
        Places = await query.RunAsync(chosen.Area, Kind, On, After, cancel);
        Scope = await scope.NamedAsync(chosen, Places.Select(one => one.Place.AreaCode.Community), cancel);
        return true;
    }
}
