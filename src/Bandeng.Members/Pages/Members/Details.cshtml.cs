using Bandeng.Kernel;
using Bandeng.Members.Queries;
using Bandeng.Members.UseCases;
using Bandeng.Organizations;
using Bandeng.Organizations.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Members.Pages.Members;

/// <summary>One report: wish, skills, hours; confirmed or declined, its service entered and confirmed.</summary>
[Access(Permission.KeepMembers)]
internal sealed class DetailsModel(ReadMembers read, DecideReport decide, KeepService keep) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public MemberRow Row { get; private set; } = null!;

    public string? Wish { get; private set; }

    public string? Skills { get; private set; }

    public IReadOnlyList<ServiceRow> Service { get; private set; } = [];

    public IReadOnlyList<Body> Branches { get; private set; } = [];

    public long? PostVersion { get; private set; }

    public string? Activity { get; private set; }

    public Guid EntryId { get; } = Guid.CreateVersion7();

    public DateOnly Today => read.Today;

    public Viewer Me => HttpContext.Viewer();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await read.FindAsync(Id, cancel) is not { } found || !Me.MayKeep(found.AreaCode))
        {
            return NotFound();
        }

        Row = found;
        (Wish, Skills) = await read.WordsAsync(found, cancel);
        Service = await read.ServiceAsync(Id, cancel);
        Branches = found.State is ReportState.Asked ? await decide.BranchesAsync(found.AreaCode, cancel) : [];
        PostVersion = found.PostId is { } post ? await read.PostVersionAsync(post, cancel) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(long version, Guid? branch, CancellationToken cancel) =>
        await AnswerAsync(await decide.ConfirmAsync(Id, version, branch, Me, cancel), cancel);

    public async Task<IActionResult> OnPostDeclineAsync(long version, string? why, CancellationToken cancel) =>
        await AnswerAsync(await decide.DeclineAsync(Id, version, why, Me, cancel), cancel);

    public async Task<IActionResult> OnPostEndAsync(
        [FromServices] IPosts posts, Guid post, long postVersion, DateOnly? lastDay, CancellationToken cancel) =>
        await read.FindAsync(Id, cancel) is { PostId: { } own } && own == post
            ? await AnswerAsync(
                await posts.EndAsync(post, postVersion, lastDay ?? Today, null, Me, cancel), cancel) : NotFound();

    public async Task<IActionResult> OnPostEndUnitAsync(long version, DateOnly? lastDay, CancellationToken cancel) =>
        await AnswerAsync(await decide.EndUnitAsync(Id, version, lastDay, Me, cancel), cancel);

    public async Task<IActionResult> OnPostEnterAsync(
        Guid entryId, DateOnly? day, string? activity, double? hours, CancellationToken cancel)
    {
        Activity = activity;
        return await AnswerAsync(
            await keep.EnterAsync(new(entryId, Id, day, activity, hours ?? 0), Me, cancel), cancel);
    }

    public async Task<IActionResult> OnPostSayAsync(Guid entry, long version, bool so, CancellationToken cancel) =>
        await AnswerAsync(await keep.ConfirmAsync(entry, version, so, Me, cancel), cancel);

    public async Task<IActionResult> OnPostCounterAsync(
        Guid entry, long version, string? why, CancellationToken cancel) =>
        await AnswerAsync(await keep.CounterAsync(entry, version, why, Me, cancel), cancel);

    protected override string? FieldOf(string code) => code switch
    {
        "member.branch" => "branch",
        "post.last-day" or "post.ended" => "lastDay",
        "service.bad-day" => "day",
        "service.bad-activity" => "activity",
        "service.bad-hours" => "hours",
        _ => null,
    };

    private async Task<IActionResult> AnswerAsync(Result<Guid> result, CancellationToken cancel)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/members/{Id}");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }
}
