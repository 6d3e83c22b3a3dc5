using System.Net;
using System.Text.Unicode;
using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Held;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Open311;

/// <summary>
/// Another program raises a matter for somebody. The owner of its key stands on the trail as who filed it.
/// </summary>
internal sealed class SendReport(
    SenderKeys keys, IPeople people, Catalogue catalogue, TakeLetter take, SentPictures pictures, Pace pace,
    IStringLocalizer<Open311Text> texts, TimeProvider clock)
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    // 20,000 characters, each escaped, and what stands beside them.
    private const int FormMost = 512 * 1024;

    private static readonly Refusal NoForm = new(
        RefusalKind.Invalid, "open311.form", "Send a form: application/x-www-form-urlencoded or multipart/form-data.");

    private static readonly Refusal Unreadable = new(
        RefusalKind.Invalid, "request.unreadable",
        "The form cannot be read: it breaks off, is too long, is not UTF-8, or holds a NUL character.");

    private static readonly Refusal TooOften = new(
        RefusalKind.TooOften, "request.too-often",
        "Too many requests with this key. Retry-After says in how many seconds there may be more.");

    private static readonly Refusal NoService = new(
        RefusalKind.Invalid, "open311.service-missing", "service_code was not provided.");

    /// <summary>The picture's address that was sent along, or null.</summary>
    public static string? MediaIn(string? aside) =>
        aside?.Split('\n')[0] is { } line && line.StartsWith(ReportForm.Media, StringComparison.Ordinal)
            ? line[ReportForm.Media.Length..]
            : null;

    public async Task<Result<GeoNode>> RunAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!(await FormAsync(request, cancel)).TryGet(out var form, out var refusal)
            || !(await keys.SenderAsync(request, form.Fields, cancel)).TryGet(out var key, out refusal))
        {
            return refusal;
        }

        if (!pace.Count(request.HttpContext.Response, key.Id.ToString()))
        {
            return TooOften;
        }

        if (!(await WantedAsync(form, cancel)).TryGet(out var wanted, out refusal)
            || !(await SentPictures.ReadAsync(form.Fields.Files, cancel)).TryGet(out var sent, out refusal)
            || !(await RaiseAsync(wanted, sent, key, request, cancel)).TryGet(out var raised, out refusal))
        {
            return refusal;
        }

        await pictures.KeepAsync(raised, sent, LetterKey.Sender(key.PersonId), cancel);
        return new GeoList("service_requests",
        [
            new(
                "request",
                (raised.Held ? "token" : "service_request_id", raised.Id.ToString()),
                ("service_notice", Notice(raised, request)),
                ("account_id", form["account_id"])),
        ]);
    }

    // A body that is no form, or breaks off, or is too long, is the sender's to mend.
    private static async Task<Result<ReportForm>> FormAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return !request.HasFormContentType ? NoForm
                : await IsUtf8Async(request, cancel) ? new ReportForm(await request.ReadFormAsync(cancel))
                : Unreadable;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return Unreadable;
        }
    }

    // Of letters in GBK the framework's reader makes others, and nobody could make them good again.
    private static async Task<bool> IsUtf8Async(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentType?.StartsWith(UrlEncoded, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return true;
        }

        request.EnableBuffering(FormMost, FormMost);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        request.Body.Position = 0;
        return Utf8.IsValid(WebUtility.UrlDecodeToBytes(body.GetBuffer(), 0, (int)body.Length));
    }

    private async Task<Result<RaiseRequest>> WantedAsync(ReportForm form, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return form["service_code"] is not { } code ? NoService
            : await catalogue.FindAsync(code, ChinaTime.DayOf(now), cancel) is null ? ListServices.Unknown
            : form.ToRequest(Guid.CreateVersion7(now));
    }

    private async Task<Result<RaiseMatter.Raised>> RaiseAsync(
        RaiseRequest wanted, IReadOnlyList<SentPicture> sent, HeldToken key, HttpRequest request,
        CancellationToken cancel) => await take.RunAsync(
            wanted, await people.ViewerAsync(key.PersonId, cancel), request.HttpContext.Connection.RemoteIpAddress,
            [.. sent.Select(picture => new HeldFile(picture.Id, picture.File.Name, picture.File.Type.MediaType))], cancel,
            new LetterKey(key.Id, wanted.Aside, wanted.PhonesAsSent));

    // Who left no number confirms by a link that is told this once; the sender passes it on.
    private string Notice(RaiseMatter.Raised raised, HttpRequest request)
    {
        string told = raised.Secret is { } secret
            ? texts["notice.link", raised.Code, SecretOfMatter.Link(request, raised.Id, secret)]
            : texts["notice", raised.Code];
        return raised.Held ? $"{told} {texts["notice.held"]}" : told;
    }
}
