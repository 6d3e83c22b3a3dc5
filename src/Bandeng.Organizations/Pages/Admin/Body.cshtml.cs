using Bandeng.Kernel;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.People;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>
/// One body: where it stands, who is in it and who is missing, what it has in hand; and the form that changes it.
/// </summary>
[Access(Permission.ManagePeople)]
internal sealed class BodyModel(
    BodyCard cards, BodyStanding standing, AreaNames areas, BodiesToChoose bodies, IBodies facts,
    IEnumerable<IWorkInHand> work) : FormPage
{
    private const string EndedKey = "body.ended-now";

    private Func<AreaCode, string> _areaName = code => code.ToString();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public BodyCard.Card Card { get; private set; } = null!;

    public BodyOnFile Body => Card.Body;

    /// <summary>Partners and places with their days, and who is on duty.</summary>
    public BodyStanding.Standing Standing { get; private set; } = null!;

    public IReadOnlyList<BodyRow> Choices { get; private set; } = [];

    public IReadOnlyList<WorkInHand> Work { get; private set; } = [];

    /// <summary>Bodies that take matters there and could go on with its open work.</summary>
    public IReadOnlyList<Body> Heirs { get; private set; } = [];

    /// <summary>What became of posts and open work when it was just given its last day.</summary>
    public string? Ended { get; private set; }

    /// <summary>What was typed and refused.</summary>
    public ChangeBody.Request? Typed { get; private set; }

    public DateTimeOffset Now => standing.Now;

    public string AreaName(AreaCode code) => _areaName(code);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await cards.RunAsync(Id, cancel) is not { } found)
        {
            return NotFound();
        }

        Card = found;
        Standing = await standing.RunAsync(found.Body, cancel);
        Choices = await bodies.RunAsync(HttpContext.Viewer(), cancel);
        Heirs = [.. (await facts.HandlingAsync(Body.AreaCode, cancel)).Where(body => body.Id != Id)];
        Ended = TempData[EndedKey] as string;
        foreach (var module in work)
        {
            Work = [.. Work, .. await module.OfBodyAsync(Id, cancel)];
        }

        _areaName = await areas.OfAsync([Body.AreaCode], cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromServices] ChangeBody change, [FromServices] IStringLocalizer<OrganizationsText> texts,
        [FromForm] long version, [FromForm] BodyInput input, CancellationToken cancel)
    {
        var request = new ChangeBody.Request(Id, version, input.Name, input.Phone, input.TakesMatters, input.LastDay)
        {
            Parent = input.Parent,
            Purpose = input.Purpose,
            Place = input.Place,
            HandOverTo = input.HandOverTo,
        };
        if ((await change.RunAsync(request, HttpContext.Viewer(), cancel)).TryGet(out var changed, out var refusal))
        {
            await SayAsync(texts, request, changed, cancel);
            return LocalRedirect($"/admin/bodies/{Id}");
        }

        (Refusal, Typed) = (refusal, request);
        return await OnGetAsync(cancel);
    }

    public async Task<IActionResult> OnPostSeatAsync(
        [FromServices] SeatPartner seat, Guid? partner, DateOnly? from, CancellationToken cancel) =>
        await AnswerAsync(await seat.RunAsync(Id, partner ?? Guid.Empty, from, HttpContext.Viewer(), cancel), cancel);

    public async Task<IActionResult> OnPostUnseatAsync(
        [FromServices] SeatPartner seat, Guid partner, DateOnly? lastDay, CancellationToken cancel) =>
        await AnswerAsync(await seat.EndAsync(Id, partner, lastDay, HttpContext.Viewer(), cancel), cancel);

    public async Task<IActionResult> OnPostPlaceAsync(
        [FromServices] PlaceBody place, Guid? placeId, DateOnly? from, CancellationToken cancel) =>
        await AnswerAsync(await place.RunAsync(Id, placeId ?? Guid.Empty, from, HttpContext.Viewer(), cancel), cancel);

    public async Task<IActionResult> OnPostUnplaceAsync(
        [FromServices] PlaceBody place, Guid placeId, DateOnly? lastDay, CancellationToken cancel) =>
        await AnswerAsync(await place.EndAsync(Id, placeId, lastDay, HttpContext.Viewer(), cancel), cancel);

    public async Task<IActionResult> OnPostRotationAsync(
        [FromServices] SetRotation set, long version, DateTime? startsAt, int hours, int groups,
        CancellationToken cancel) =>
        await AnswerAsync(
            await set.RunAsync(new(Id, version, startsAt, hours, groups), HttpContext.Viewer(), cancel), cancel);

    /// <summary>Keeps for the next page what became of posts and open work.</summary>
    private async Task SayAsync(
        IStringLocalizer texts, ChangeBody.Request told, ChangeBody.Changed changed, CancellationToken cancel)
    {
        var heir = told.HandOverTo is { } id ? (await facts.NamesAsync([id], cancel)).GetValueOrDefault(id) : null;
        List<string> said = changed.Posts > 0 ? [texts["body.ended.posts", Day.Text(told.LastDay!.Value), changed.Posts]] : [];
        said.AddRange(changed.HandedOver is [] ? [] : [texts["body.ended.handed", heir!, SettleBody.Said(changed.HandedOver)]]);
        said.AddRange(changed.Later is [] || heir is null ? [] : [texts["body.ended.later", heir, SettleBody.Said(changed.Later)]]);
        TempData[EndedKey] = said.Count > 0 ? string.Concat(said) : null;
    }

    private async Task<IActionResult> AnswerAsync(Result<Guid> result, CancellationToken cancel)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/admin/bodies/{Id}");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }

    /// <summary>The fields of the form.</summary>
    public sealed class BodyInput
    {
        public string? Name { get; set; }

        public string? Phone { get; set; }

        public Guid? Parent { get; set; }

        public string? Purpose { get; set; }

        public string? Place { get; set; }

        public bool TakesMatters { get; set; }

        public DateOnly? LastDay { get; set; }

        public Guid? HandOverTo { get; set; }
    }

    protected override string? FieldOf(string code) => code switch
    {
        "body.name" => "Name",
        "phone.unreadable" => "Phone",
        "post.last-day" or "body.end" => "LastDay",
        "body.heir" or "body.heir-needed" => "HandOverTo",
        "body.circle" or "body.unknown" => "Parent",
        "body.purpose" or "body.purpose-long" => "Purpose",
        "body.place" or "body.place-long" => "Place",
        "rotation.start" => "startsAt",
        "rotation.hours" => "hours",
        "rotation.groups" => "groups",
        "place.unknown" => "placeId",
        _ => null,
    };
}
