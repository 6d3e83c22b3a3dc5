using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Registry;

/// <summary>One place: what is known of it, a building's doors by unit and floor (楼栋表), and what can be done.</summary>
[Access(Permission.KeepPlaces, Permission.ReadHouseholds)]
internal sealed class PlaceModel(
    ReadPlace read, ListPlaces list, CountHouseholds counts, KeepPlaces keep, KeepDoors doors, AreasTouched touches,
    IAreas areas, IStringLocalizer<RegistryText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PlaceForm Input { get; set; } = new();

    public PlaceCard Card { get; private set; } = null!;

    public DoorGrid Grid { get; private set; } = null!;

    public AreaName? Community { get; private set; }

    public IReadOnlyList<PlaceRow> Inside { get; private set; } = [];

    /// <summary>Communities and grids in which it lies.</summary>
    public IReadOnlyList<AreaName> Touched { get; private set; } = [];

    public IReadOnlyList<PlaceRow> Estates { get; private set; } = [];

    public bool MayKeep { get; private set; }

    public bool MaySeePeople { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        Input = PlaceForm.Of(Card.Place);
        return Page();
    }

    public Task<IActionResult> OnPostChangeAsync(CancellationToken cancel) =>
        ActAsync(by => keep.ChangeAsync(Id, Input.Version, Input.ToInput(), by, cancel), cancel);

    public Task<IActionResult> OnPostCloseAsync(DateOnly? on, CancellationToken cancel) =>
        ActAsync(by => keep.CloseAsync(Id, Input.Version, on ?? default, by, cancel), cancel);

    public Task<IActionResult> OnPostDoorAsync(
        string? unit, string? room, long? floor, decimal? areaM2, CancellationToken cancel) =>
        ActAsync(by => doors.AddAsync(Id, new(unit, room, floor, areaM2), by, cancel), cancel);

    public string AreaWords(string code) => AreaCode.TryParse(code, out var area) && area.Level == AreaLevel.Village
        ? texts["code.community"] : code;

    private async Task<IActionResult> ActAsync(Func<Viewer, Task<Result<Guid>>> act, CancellationToken cancel)
    {
        if (!await ReadAsync(cancel) || !MayKeep)
        {
            return NotFound();
        }

        var by = HttpContext.Viewer().ActingOn(Permission.KeepPlaces, Card.Place.AreaCode);
        if ((await act(by)).TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/registry/places/{Id}");
        }

        ModelState.Refuse(PlaceForm.FieldOf(refusal.Code), refusal, texts);
        await ReadAsync(cancel);
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (await read.LineAsync(Id, cancel) is not { } line
            || (!viewer.May(Permission.KeepPlaces, line.AreaCode) && !viewer.May(
                Permission.ReadHouseholds, line.AreaCode)))
        {
            return false;
        }

        Card = await read.CardAsync(line, cancel);
        (MayKeep, MaySeePeople) = (
            line.ValidTo is null && viewer.May(Permission.KeepPlaces, line.AreaCode),
            viewer.May(Permission.ReadHouseholds, line.AreaCode));
        Grid = DoorGrid.Of(
            Card.Doors, MaySeePeople ? await counts.OfDoorsAsync(Id, cancel) : new Dictionary<Guid, Counted>());
        Community = (await areas.NamesAsync([line.AreaCode.Community], cancel))
            .GetValueOrDefault(line.AreaCode.Community);
        Touched = [.. (await areas.NamesAsync(await touches.OfAsync(Id, cancel), cancel))
            .Values.OrderBy(area => area.Code)];
        Inside = line.Kind.HoldsBuildings()
            ? await list.RunAsync(new(Estate: Id), [line.AreaCode.Community], 500, cancel)
            : [];
        Estates = line.Kind == PlaceKind.Building
            ? await list.RunAsync(
                new(line.AreaCode.Community, PlaceKind.Estate), [line.AreaCode.Community], 200, cancel) : [];
        return true;
    }
}
