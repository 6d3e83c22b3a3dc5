using System.Security.Cryptography;
using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Drafts;
using Bandeng.Matters.Guarding;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>我也反映: one more voice for a matter that a neighbour raised.</summary>
[OpenToAll]
[IgnoreAntiforgeryToken]
internal sealed class JoinModel(
    DraftStore drafts, JoinMatter join, ReadMatter read, Knocks knocks,
    IStringLocalizer<MattersText> texts) : RaisePage(drafts)
{
    private const int SecretLength = 32;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>Made with the form, so that two taps are one voice.</summary>
    [BindProperty]
    public string? Secret { get; set; }

    /// <summary>Null when there is nothing to join, or no longer.</summary>
    public MatterSheet? Sheet { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid matterId, CancellationToken cancel)
    {
        (Name, Phone) = (Draft.Name, Draft.Phone);
        Secret = SecretOfMatter.In(Request, matterId)
            ?? RandomNumberGenerator.GetHexString(SecretLength, lowercase: true);
        return await DrawAsync(matterId, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid matterId, CancellationToken cancel)
    {
        var request = new RaiseRequest { Name = Name, Phone = Phone, Secret = IsSecret(Secret) ? Secret : null };
        var viewer = HttpContext.Viewer();
        var result = knocks.WhyNotRaise(viewer, HttpContext.Connection.RemoteIpAddress, Phone) is { } tooOften
            ? tooOften
            : await join.RunAsync(matterId, request, viewer, cancel);
        if (result.TryGet(out var joined, out var refusal))
        {
            var key = await KeepAsync(Draft, cancel);
            var sent = new SentDraft(
                matterId, joined.Code, joined.Secret, !string.IsNullOrWhiteSpace(Phone), IsJoined: true);
            await Drafts.KeepOutcomeAsync(key, Draft, sent, cancel);
            return LocalRedirect("/raise/done");
        }

        if (refusal.Kind is RefusalKind.NotFound || !await DrawAsync(matterId, cancel))
        {
            return NotFound();
        }

        return Refused(
            refusal,
            refusal.Code == "phone.unreadable" ? nameof(Phone) : refusal.Code == "matter.name" ? nameof(Name) : "",
            texts);
    }

    private static bool IsSecret(string? secret) =>
        secret is { Length: SecretLength } && secret.All(char.IsAsciiHexDigitLower);

    private async Task<bool> DrawAsync(Guid matterId, CancellationToken cancel)
    {
        var sheet = await read.FindAsync(matterId, SecretOfMatter.In(Request, matterId), HttpContext.Viewer(), cancel);
        if (sheet is null or { Protected: true } or { RequestType: RequestType.Complaint or RequestType.Report })
        {
            return false;
        }

        var isOver = Stages.Closed.Contains(sheet.Stage);
        Refusal = isOver
            ? new Refusal(RefusalKind.Conflict, "matter.closed", "This matter is closed; raise a new one.")
            : null;
        Sheet = isOver ? null : sheet;
        return true;
    }
}
