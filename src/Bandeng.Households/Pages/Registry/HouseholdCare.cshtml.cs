using Bandeng.Households.Queries;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>谁联系这一户: the four names of a household on any day; the linked-household head is chosen by hand.</summary>
[Access(Permission.ReadHouseholds)]
internal sealed class HouseholdCareModel(ReadDoor doors, ReadCare care, LinkHouseholds link, TimeProvider clock)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public Guid? Head { get; set; }

    public DoorCard Door { get; private set; } = null!;

    public IReadOnlyList<CareName> Chain { get; private set; } = [];

    /// <summary>Who may be chosen.</summary>
    public IReadOnlyList<CarePost> Heads { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public bool MayKeep => Day is null && HttpContext.Viewer().May(Permission.KeepCare, Door.AreaCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel) || !MayKeep)
        {
            return NotFound();
        }

        var linked = await link.RunAsync(Id, Door.AreaCode, Head ?? Guid.Empty, HttpContext.Viewer(), cancel);
        if (linked.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/registry/care/households/{Id}");
        }

        Refusal = refusal;
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await doors.OfHouseholdAsync(Id, cancel) is not { } door
            || !HttpContext.Viewer().May(Permission.ReadHouseholds, door.AreaCode))
        {
            return false;
        }

        Door = door;
        Chain = await care.ChainAsync(Id, Day ?? Today, cancel);
        Heads =
        [
            .. (await care.PostsAsync(door.AreaCode.Community, Today, cancel))
            .Where(post => post is { Role: Role.LinkedHead, ValidTo: null })
                .OrderByDescending(post => post.AreaCode == door.AreaCode),
        ];
        return true;
    }
}
