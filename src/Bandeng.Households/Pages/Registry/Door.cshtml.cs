using Bandeng.Households.Queries;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Bandeng.Territory.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Registry;

/// <summary>One door: who lives there, who lived there; somebody joins, moves, leaves.</summary>
[Access(Permission.ReadHouseholds)]
internal sealed class DoorModel(
    ReadDoor read, KeepPeople keep, KeepDoors doors, TimeProvider clock,
    IStringLocalizer<HouseholdsText> texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PersonInput Input { get; set; } = new();

    public DoorCard Door { get; private set; } = null!;

    public IReadOnlyList<HouseholdCard> Households { get; private set; } = [];

    public bool MayKeep { get; private set; }

    public bool MayOpen { get; private set; }

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public sealed class PersonInput
    {
        public Guid? Household { get; set; }

        public string? Name { get; set; }

        public string? IdNumber { get; set; }

        public string? Sex { get; set; }

        public DateOnly? BirthDate { get; set; }

        public string? Phone { get; set; }

        public string? Relation { get; set; }

        public bool LivesInTwo { get; set; }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await ReadAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostJoinAsync(CancellationToken cancel) => ActAsync(
        by => keep.JoinAsync(
            new(
                Id, Input.Household, Input.Name, Input.IdNumber, Input.Sex, Input.BirthDate, Input.Phone,
                Input.Relation, Input.LivesInTwo),
            by, cancel),
        _ => Id, cancel);

    public Task<IActionResult> OnPostLeaveAsync(Guid member, long version, DateOnly? on, CancellationToken cancel) =>
        ActAsync(by => keep.LeaveAsync(member, version, on ?? default, by, cancel), _ => Id, cancel);

    public Task<IActionResult> OnPostMoveAsync(Guid member, long version, string? to, CancellationToken cancel) =>
        ActAsync(by => keep.MoveAsync(member, version, to, by, cancel), door => door, cancel);

    public Task<IActionResult> OnPostRelateAsync(
        Guid member, long version, string? relation, CancellationToken cancel) =>
        ActAsync(by => keep.RelateAsync(member, version, relation, by, cancel), _ => Id, cancel);

    public Task<IActionResult> OnPostMeasureAsync(long? floor, decimal? areaM2, CancellationToken cancel) =>
        ActAsync(
            by =>
                doors.ChangeAsync(
                    Id, new(null, null, floor, areaM2), by.ActingOn(Permission.KeepPlaces, Door.AreaCode), cancel),
            _ => Id,
            cancel);

    /// <summary>A door behind which somebody lives stays.</summary>
    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel) || !HttpContext.Viewer().May(Permission.KeepPlaces, Door.AreaCode))
        {
            return NotFound();
        }

        var by = HttpContext.Viewer().ActingOn(Permission.KeepPlaces, Door.AreaCode);
        var closed = Households.Any(one => one.ValidTo is null)
            ? new Refusal(RefusalKind.Conflict, "door.lived-in", "Somebody lives there.")
            : await doors.CloseAsync(Id, by, cancel);
        if (closed.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/registry/places/{Door.BuildingId}");
        }

        ModelState.Refuse("", refusal, texts);
        return Page();
    }

    private async Task<IActionResult> ActAsync(
        Func<Viewer, Task<Result<Guid>>> act, Func<Guid, Guid> door, CancellationToken cancel)
    {
        if (!await ReadAsync(cancel) || !MayKeep)
        {
            return NotFound();
        }

        if ((await act(HttpContext.Viewer())).TryGet(out var done, out var refusal))
        {
            return LocalRedirect($"/registry/doors/{door(done)}");
        }

        ModelState.Refuse(FieldOf(refusal.Code), refusal, texts);
        await ReadAsync(cancel);
        return Page();
    }

    private static string FieldOf(string code) => code switch
    {
        "resident.name" or "resident.other-name" => "Input.Name",
        "id.sex" => "Input.Sex",
        "id.birth-date" or "resident.unborn" => "Input.BirthDate",
        "phone.unreadable" => "Input.Phone",
        "resident.relation" or "household.headed" => "Input.Relation",
        _ => code.StartsWith("id.", StringComparison.Ordinal) ? "Input.IdNumber" : "",
    };

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        if (await read.DoorAsync(Id, cancel) is not { } door || !viewer.May(Permission.ReadHouseholds, door.AreaCode))
        {
            return false;
        }

        Door = door;
        Households = await read.HouseholdsAsync(Id, cancel);
        (MayKeep, MayOpen) = (viewer.May(Permission.KeepHouseholds, door.AreaCode), viewer.May(
            Permission.OpenNumbers, door.AreaCode));
        return true;
    }
}
