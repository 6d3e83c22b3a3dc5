using Bandeng.Kernel;
using Bandeng.Organizations.People;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>One person for the administrator: name and number, posts with stand-ins, sign-in.</summary>
[Access(Permission.ManagePeople)]
internal sealed class PersonModel(PersonCard card, AreaNames areas, TimeProvider clock, WhoIsMeant whoIsMeant)
    : FormPage
{
    private const string EndedKey = "post.ended-now";

    private Func<AreaCode, string> _areaName = code => code.ToString();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public PersonCard.Card Card { get; private set; } = null!;

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    /// <summary>What became of the open work of a post that was just given its last day.</summary>
    public string? Ended { get; private set; }

    /// <summary>The form of a post that was refused its end, as it was typed.</summary>
    public EndForm? Ending { get; private set; }

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
        Ended = TempData[EndedKey] as string;
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
        [FromServices] EndPost end, [FromServices] IStringLocalizer<OrganizationsText> texts, EndForm form,
        CancellationToken cancel)
    {
        if (!(await whoIsMeant.RunAsync(form.Who, cancel)).TryGet(out var heir, out var refusal)
            || !(await end.RunAsync(
                new(form.PostId, form.Version, form.LastDay ?? Today, heir.Id) { AtOnce = form.AtOnce }, Me,
                cancel)).TryGet(out var ended, out refusal))
        {
            Ending = form;
            return await AnswerAsync<Guid>(refusal, cancel);
        }

        var work = string.Join("、", ended.HandedOver.Select(one => $"{one.Name} {one.Count}"));
        TempData[EndedKey] = ended.IsAnnulled ? texts["post.annulled"].Value : work.Length == 0
            ? texts["post.handed.nothing"].Value
            : texts[heir.Id is null ? "post.handed.back" : "post.handed.on", work].Value;
        return LocalRedirect($"/admin/people/{Id}");
    }

    public async Task<IActionResult> OnPostSignInAsync(
        [FromServices] GiveSignIn give, string? userName, string? password, CancellationToken cancel) =>
        await AnswerAsync(await give.RunAsync(new(Id, userName, password), Me, cancel), cancel);

    public async Task<IActionResult> OnPostLockAsync(
        [FromServices] LockSignIn @lock, bool locked, CancellationToken cancel) =>
        await AnswerAsync(await @lock.RunAsync(Id, locked, Me, cancel), cancel);

    /// <summary>Which post, in which state, and who is named: by sign-in name or telephone.</summary>
    public class PostForm
    {
        public Guid PostId { get; set; }

        public long Version { get; set; }

        public string? Who { get; set; }
    }

    /// <summary>The last day of a post, and whether its powers end at once.</summary>
    public sealed class EndForm : PostForm
    {
        public DateOnly? LastDay { get; set; }

        public bool AtOnce { get; set; }
    }

    protected override string? FieldOf(string code) => code switch
    {
        "person.name" => "Name",
        "phone.unreadable" or "phone.taken" => "Phone",
        "user-name.unfit" or "user-name.taken" => "UserName",
        "password.short" => "Password",
        "post.last-day" or "post.past-branch" when Ending is { } form => $"last-{form.PostId}",
        "person.who" or "post.hand-over.nobody" or "post.hand-over.body" or "post.hand-over.place"
            when Ending is { } form => $"heir-{form.PostId}",
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
