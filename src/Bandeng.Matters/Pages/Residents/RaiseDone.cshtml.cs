using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Drafts;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>
/// It is recorded: the code, what comes next, a slip of paper, and once the link of who stayed anonymous.
/// </summary>
[OpenToAll]
internal sealed class RaiseDoneModel(DraftStore drafts, BandengDb db, IAreas areas, IBodies bodies) : RaisePage(drafts)
{
    public SentDraft Sent { get; private set; } = null!;

    /// <summary>By when the office has looked; null once it has.</summary>
    public DateTimeOffset? LookBy { get; private set; }

    /// <summary>It came with so many others that a person looks first.</summary>
    public bool IsHeld { get; private set; }

    public DateTimeOffset RaisedAt { get; private set; }

    public string? Place { get; private set; }

    public Body? Office { get; private set; }

    /// <summary>With the secret, for who stayed anonymous.</summary>
    public string? Link { get; private set; }

    /// <summary>Where a neighbour joins; never for complaints and reports.</summary>
    public string? NeighbourLink { get; private set; }

    public string CodeLink => FindLink.Of(Request, Sent.Code);

    public string ProgressLink =>
        !IsHeld && Link is not null || (!IsHeld && HttpContext.Viewer().IsSignedIn)
            ? $"/matters/{Sent.MatterId}"
            : $"/find?code={Sent.Code}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Draft.Sent is not { } sent)
        {
            return LocalRedirect("/raise");
        }

        Sent = sent;
        var secret = sent.Secret ?? SecretOfMatter.In(Request, sent.MatterId);
        if (sent.Secret is not null)
        {
            // From here on this browser holds it, and nobody else who opens this page does.
            SecretOfMatter.Leave(HttpContext, sent.MatterId, sent.Secret);
            await KeepAsync(Draft with { Sent = sent with { Secret = null } }, cancel);
        }

        Link = secret is null ? null : SecretOfMatter.Link(Request, sent.MatterId, secret);
        await DrawAsync(sent, cancel);
        return Page();
    }

    private async Task DrawAsync(SentDraft sent, CancellationToken cancel)
    {
        var matter = await db.Matters.AsNoTracking().SingleOrDefaultAsync(m => m.Id == sent.MatterId, cancel);
        var held = matter is null
            ? await db.HeldLetters.AsNoTracking().SingleAsync(one => one.Id == sent.MatterId, cancel)
            : null;
        IsHeld = held is not null;
        LookBy = matter is { Stage: MatterStage.Raised } ? matter.StageDueAt : null;
        RaisedAt = matter?.RaisedAt ?? held!.HeldAt;
        if ((matter?.AreaCode ?? held!.AreaCode) is var area && area != default)
        {
            Place = (await areas.NamesAsync([area], cancel)).GetValueOrDefault(area)?.FullName;
            Office = await bodies.NearestOfficeAsync(area, cancel);
        }

        NeighbourLink = matter is { Protected: false, RequestType: not (RequestType.Complaint or RequestType.Report) }
            ? $"{Request.Scheme}://{Request.Host}/matters/{sent.MatterId}/join"
            : null;
    }
}
