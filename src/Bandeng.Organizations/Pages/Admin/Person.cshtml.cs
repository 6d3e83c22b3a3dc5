using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>One person for the administrator: name and number, posts with stand-ins, sign-in.</summary>
[Access(Permission.ManagePeople)]
internal sealed class PersonModel(PersonCard card, AreaNames areas, TimeProvider clock, WhoIsMeant whoIsMeant)
    : FormPage
{
    private Func<AreaCode, string> _areaName = code => code.ToString();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public PersonCard.Card Card { get; private set; } = null!;

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public string? TypedName { get; private set; }

    public string? TypedPhone { get; private set; }

    private Viewer Me => HttpContext.Viewer();

    public string AreaName(AreaCode code) => _areaName(code);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await card.RunAsync(Id, cancel) is not { } found)
        {
            return NotFound();
        }

        Card = found;
        _areaName = await areas.OfAsync(found.Posts.Select(row => row.Post.AreaCode), cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostChangeAsync(
        [FromServices] ChangePerson change, long version, string? name, string? phone, CancellationToken cancel)
    {
        (TypedName, TypedPhone) = (name, phone);
        return await AnswerAsync(await change.RunAsync(new(Id, version, name, phone), Me, cancel), cancel);
    }

    public async Task<IActionResult> OnPostStandInAsync(
        [FromServices] SetStandIn set, PostForm form, DateOnly? from, DateOnly? to, CancellationToken cancel)
    {
        if (!(await whoIsMeant.RunAsync(form.Who, cancel)).TryGet(out var who, out var refusal))
        {
            return await AnswerAsync<Guid>(refusal, cancel);
        }

        // Nobody named: the stand-in is taken back.
        var standIn = who.Id is { } id ? new StandIn(id, from ?? Today, to ?? from ?? Today) : null;
        return await AnswerAsync(await set.RunAsync(new(form.PostId, form.Version, standIn), Me, cancel), cancel);
    }

    public async Task<IActionResult> OnPostEndAsync(
        [FromServices] EndPost end, PostForm form, DateOnly? lastDay, bool atOnce, CancellationToken cancel) =>
        (await whoIsMeant.RunAsync(form.Who, cancel)).TryGet(out var heir, out var refusal)
            ? await AnswerAsync(
                await end.RunAsync(
                    new(form.PostId, form.Version, lastDay ?? Today, heir.Id) { AtOnce = atOnce }, Me, cancel),
                cancel)
            : await AnswerAsync<Guid>(refusal, cancel);

    public async Task<IActionResult> OnPostSignInAsync(
        [FromServices] GiveSignIn give, string? userName, string? password, CancellationToken cancel) =>
        await AnswerAsync(await give.RunAsync(new(Id, userName, password), Me, cancel), cancel);

    public async Task<IActionResult> OnPostLockAsync(
        [FromServices] LockSignIn @lock, bool locked, CancellationToken cancel) =>
        await AnswerAsync(await @lock.RunAsync(Id, locked, Me, cancel), cancel);

    /// <summary>Which post, in which state, and who is named: by sign-in name or telephone.</summary>
    public sealed class PostForm
    {
        public Guid PostId { get; set; }

        public long Version { get; set; }

        public string? Who { get; set; }
    }

    protected override string? FieldOf(string code) => code switch
    {
        "person.name" => "Name",
        "phone.unreadable" or "phone.taken" => "Phone",
        "user-name.unfit" or "user-name.taken" => "UserName",
        "password.short" => "Password",
        _ => null,
    };

    private async Task<IActionResult> AnswerAsync<T>(Result<T> result, CancellationToken cancel)
        where T : notnull
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/admin/people/{Id}");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }
}
