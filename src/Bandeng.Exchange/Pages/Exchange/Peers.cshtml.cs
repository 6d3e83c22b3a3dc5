using System.Text;
using Bandeng.Exchange.Peers;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Exchange.Pages.Exchange;

/// <summary>双网交换: whose key is trusted, files out and in.</summary>
[Access(Permission.DispatchMatters, Permission.ManageRules)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class PeersModel(
    Peers.Peers peers, WritePacket write, ReadPacket read, Platforms.Platforms platforms, IBodies bodies) : PageModel
{
    private const long MostBytes = 32L << 20;

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public string? PublicKey { get; set; }

    [BindProperty]
    public Guid? Body { get; set; }

    public IReadOnlyList<Platform> All { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> BodyNames { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyList<Body> Bodies { get; private set; } = [];

    public string OwnKey => peers.PublicKey;

    public string Fingerprint => peers.Fingerprint;

    public Refusal? Refusal { get; private set; }

    public ReadPacket.Brought? Brought { get; private set; }

    public bool MayTrust => HttpContext.Viewer().May(Permission.ManageRules);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        All = [.. (await platforms.ListAsync(viewer, cancel)).Where(platform => platform.Kind is PlatformKind.Peer)];
        BodyNames = await bodies.NamesAsync(All.Select(peer => peer.BodyId).OfType<Guid>(), cancel);
        Bodies = viewer.PostsWith(Permission.ManageRules).FirstOrDefault() is { } post
            ? await bodies.HandlingAsync(post.Area, cancel)
            : [];
    }

    public bool MayCarry(Platform peer) => HttpContext.Viewer().May(Permission.DispatchMatters, peer.AreaCode);

    public async Task<IActionResult> OnPostTrustAsync(CancellationToken cancel)
    {
        var result = AreaCode.TryParse(Area?.Trim(), out var area)
            ? await peers.TrustAsync(new(Code, Name, area, PublicKey, Body), HttpContext.Viewer(), cancel)
            : new Refusal(RefusalKind.Invalid, "area.unreadable", "An area code has 6, 9, 12, 15 or 18 digits.");
        return result.TryGet(out _, out var refusal)
            ? LocalRedirect("/exchange/peers")
            : await RefusedAsync(refusal, cancel);
    }

    public async Task<IActionResult> OnPostExportAsync(string code, CancellationToken cancel)
    {
        if (await platforms.FindAsync(code, Permission.DispatchMatters, HttpContext.Viewer(), cancel)
            is not { Kind: PlatformKind.Peer } peer)
        {
            return await RefusedAsync(Platforms.Platforms.Unknown, cancel);
        }

        Response.Headers.CacheControl = "no-store";
        return (await write.RunAsync(peer, HttpContext.Viewer(), cancel)).TryGet(out var written, out var refusal)
            ? File(Encoding.UTF8.GetBytes(written.Text), "application/octet-stream", written.FileName)
            : await RefusedAsync(refusal, cancel);
    }

    public async Task<IActionResult> OnPostImportAsync(IFormFile? packet, CancellationToken cancel)
    {
        var text = "";
        if (packet is not null)
        {
            using var reader = new StreamReader(packet.OpenReadStream(), Encoding.UTF8);
            text = await reader.ReadToEndAsync(cancel);
        }

        _ = (await read.RunAsync(text, HttpContext.Viewer(), cancel)).TryGet(out var brought, out var refusal);
        (Brought, Refusal) = (brought, refusal);
        await OnGetAsync(cancel);
        return Page();
    }

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken cancel)
    {
        Refusal = refusal;
        await OnGetAsync(cancel);
        return Page();
    }
}
