using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Exchange.Platforms;

/// <summary>Which platforms there are: an administrator registers, changes and ends them.</summary>
internal sealed partial class Platforms(BandengDb db, SecretBox box, IOutsideCalls calls, TimeProvider clock)
{
    private const int KeyMax = 200;

    /// <summary>Nobody learns of a platform over another place, not that it exists.</summary>
    public static Refusal Unknown { get; } = new(
        RefusalKind.NotFound, "exchange.unknown", "There is no such platform.");

    public static Refusal NotYours { get; } = new(
        RefusalKind.Forbidden, "exchange.not-yours", "Your post does not allow this there.");

    private static readonly Refusal NoCode = new(
        RefusalKind.Invalid, "exchange.code",
        "A short name of 2 to 40 small letters, digits and hyphens, as it stands in addresses.");

    private static readonly Refusal NoName = new(RefusalKind.Invalid, "exchange.name", "A name of 1 to 60 characters.");
    private static readonly Refusal Taken = new(
        RefusalKind.Conflict, "exchange.code-taken", "Another platform has this short name.");

    /// <summary>What an administrator says of a platform.</summary>
    /// <param name="PushUrl">Empty: it fetches its answers, or they go by file.</param>
    /// <param name="PushKey">The key it gave us, sent as <c>x-api-key</c>.</param>
    public sealed record Wish(string? Code, string? Name, AreaCode Area, string? PushUrl, string? PushKey);

    /// <summary>What was registered.</summary>
    /// <param name="Secret">What pushes are signed with, shown this once; null without an address.</param>
    public sealed record Registered(string Code, string? Secret);

    public async Task<Result<Registered>> RegisterAsync(Wish wish, Viewer by, CancellationToken cancel)
    {
        if (await FaultAsync(wish, by, cancel) is { } fault)
        {
            return fault;
        }

        var now = clock.GetUtcNow();
        var secret = string.IsNullOrWhiteSpace(wish.PushUrl) ? null : NewSecret();
        var platform = new Platform
        {
            Id = Guid.CreateVersion7(now),
            Code = wish.Code!.Trim(),
            Name = wish.Name!.Trim(),
            Kind = PlatformKind.Platform,
            AreaCode = wish.Area,
            PushUrl = secret is null ? null : wish.PushUrl!.Trim(),
            PushSecret = secret is null ? null : box.Protect(secret),
            PushKey = secret is null || string.IsNullOrWhiteSpace(wish.PushKey)
                ? null
                : box.Protect(wish.PushKey.Trim()),
            CreatedAt = now,
        };
        db.Platforms.Add(platform);
        Record(platform, "platform.Register", by, now);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? new Registered(platform.Code, secret) : Taken;
    }

    /// <summary>No order comes any more and no answer leaves; what was exchanged stays.</summary>
    public async Task<Result<string>> EndAsync(string code, Viewer by, CancellationToken cancel)
    {
        if (await FindAsync(code, Permission.ManageRules, by, cancel) is not { } platform)
        {
            return Unknown;
        }

        platform.EndedAt = clock.GetUtcNow();
        Record(platform, "platform.End", by, platform.EndedAt.Value);
        await db.SaveAsync(cancel);
        return platform.Name;
    }

    /// <summary>The platform if the viewer may do this over its whole area.</summary>
    public async Task<Platform?> FindAsync(
        string? code, Permission permission, Viewer viewer, CancellationToken cancel) =>
        await db.Platforms.SingleOrDefaultAsync(p => p.Code == code && p.EndedAt == null, cancel) is { } found
        && (viewer.IsSystem || viewer.May(permission, found.AreaCode)) ? found : null;

    /// <summary>Those over whose area the viewer holds one of these permissions, by name.</summary>
    public async Task<IReadOnlyList<Platform>> ListAsync(Viewer viewer, CancellationToken cancel) =>
    [
        .. (await db.Platforms.AsNoTracking().Where(p => p.EndedAt == null).OrderBy(p => p.Code).ToListAsync(cancel))
            .Where(p =>
                viewer.May(Permission.DispatchMatters, p.AreaCode) || viewer.May(Permission.ManageRules, p.AreaCode)),
    ];

    public void Record(Platform platform, string action, Viewer by, DateTimeOffset now) =>
        db.Record(new TrailEntry("platform", platform.Id, platform.AreaCode, action, by, now)
        {
            // Where answers go and by whose hand, never with which key.
            Facts = new Dictionary<string, object?>
            {
                ["platform"] = platform.Code,
                ["host"] = platform.PushUrl is { } url ? new Uri(url).Host : null,
                ["kind"] = platform.Kind.ToString(),
            },
        });

    /// <summary>What is wrong with a short name and a name; null when nothing is.</summary>
    public static Refusal? FaultIn(string? code, string? name) =>
        !Codes().IsMatch(code?.Trim() ?? "") || code?.Trim() is "peers" ? NoCode
        : (name ?? "").Trim().Length is 0 or > Platform.NameMax ? NoName
        : null;

    private async Task<Refusal?> FaultAsync(Wish wish, Viewer by, CancellationToken cancel) =>
        by.PostFor(Permission.ManageRules, wish.Area) is null && !by.IsSystem ? NotYours
        : FaultIn(wish.Code, wish.Name) is { } fault ? fault
        : wish.PushKey is { Length: > KeyMax } ? new(
            RefusalKind.Invalid, "exchange.key", "A key of at most 200 characters.")
        : string.IsNullOrWhiteSpace(wish.PushUrl) ? null
        : await calls.WhyNotAsync(wish.PushUrl, cancel);

    private static string NewSecret() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,39}$")]
    private static partial Regex Codes();
}
