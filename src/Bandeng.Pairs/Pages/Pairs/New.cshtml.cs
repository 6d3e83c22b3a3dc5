using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Pairs.Queries;
using Bandeng.Pairs.UseCases;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Pairs.Pages.Pairs;

/// <summary>A pair is made: first which kind, then for whom, what for and who.</summary>
[Access(Permission.KeepPairs)]
internal sealed class NewModel(KeepPairs keep, PairBook book, ReadPairs read, IBodies bodies) : PairPage
{
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public Dictionary<string, string?> Sides { get; set; } = [];

    public IReadOnlyList<PairKind> Kinds { get; private set; } = [];

    public IReadOnlyList<PairSlot> Slots { get; private set; } = [];

    public IReadOnlyList<AreaName> Communities { get; private set; } = [];

    /// <summary>Bodies around, to choose from while typing.</summary>
    public IReadOnlyList<string> Bodies { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Kinds = await book.KindsAsync(cancel);
        Kind = Kinds.FirstOrDefault(kind => kind.Code == Kind)?.Code ?? (Kinds.Count > 0 ? Kinds[0].Code : null);
        Slots = await book.SlotsAsync(Kind, book.Today, cancel);
        foreach (var area in Me.PostsWith(Permission.KeepPairs).Select(post => post.Area).Distinct())
        {
            Communities = [.. Communities, .. await read.CommunitiesAsync(area, cancel)];
            var around = await bodies.InsideAsync(
                FindSide.County(area), [BodyKind.Department, BodyKind.TaskForce, BodyKind.Property, BodyKind.SocialOrganization, BodyKind.Other], cancel);
            Bodies = [.. Bodies, .. around.Select(body => body.Name)];
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var fields = new PairFields(
            Id, Kind ?? "", AreaCode.TryParse(Area, out var area) ? area : default, Purpose, From, LastDay, Sides);
        if ((await keep.AddAsync(fields, Me, cancel)).TryGet(out var id, out var refusal))
        {
            return LocalRedirect($"/pairs/{id}");
        }

        Refusal = refusal;
        await OnGetAsync(cancel);
        return Page();
    }
}
