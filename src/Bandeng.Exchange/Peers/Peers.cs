using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail.Roots;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Exchange.Peers;

/// <summary>Another installation on another network whose key is trusted here.</summary>
internal sealed class Peers(
    BandengDb db, Platforms.Platforms platforms, IBodies bodies, RootKey key, TimeProvider clock)
{
    private static readonly Refusal NoKey = new(
        RefusalKind.Invalid, "exchange.public-key",
        "A public key of the other installation (PEM, ECDSA P-256), not our own.");

    private static readonly Refusal NoBody = new(
        RefusalKind.Invalid, "exchange.body", "A body that takes matters of this area, or none.");

    private static readonly Refusal Taken = new(
        RefusalKind.Conflict, "exchange.code-taken", "Another platform has this short name or key.");

    /// <summary>What an administrator says of another installation.</summary>
    /// <param name="Body">What is dispatched to it travels; null: we only answer.</param>
    public sealed record Wish(string? Code, string? Name, AreaCode Area, string? PublicKey, Guid? Body);

    /// <summary>Our own key, for the other side to trust.</summary>
    public string PublicKey => key.Public;

    public string Fingerprint => SealedFor.Fingerprint(key.Public)!;

    public async Task<Result<Platform>> TrustAsync(Wish wish, Viewer by, CancellationToken cancel)
    {
        if (by.PostFor(Permission.ManageRules, wish.Area) is null && !by.IsSystem)
        {
            return Platforms.Platforms.NotYours;
        }

        if (Platforms.Platforms.FaultIn(wish.Code, wish.Name) is { } fault)
        {
            return fault;
        }

        var fingerprint = SealedFor.Fingerprint(wish.PublicKey ?? "");
        if (fingerprint is null || fingerprint == Fingerprint)
        {
            return NoKey;
        }

        if (wish.Body is { } body && !(await bodies.HandlingAsync(wish.Area, cancel)).Any(one => one.Id == body))
        {
            return NoBody;
        }

        if ((await ListAsync(cancel)).Any(peer => SealedFor.Fingerprint(peer.PublicKey!) == fingerprint))
        {
            return Taken;
        }

        var now = clock.GetUtcNow();
        var platform = new Platform
        {
            Id = Guid.CreateVersion7(now),
            Code = wish.Code!.Trim(),
            Name = wish.Name!.Trim(),
            Kind = PlatformKind.Peer,
            AreaCode = wish.Area,
            PublicKey = wish.PublicKey!.Trim(),
            BodyId = wish.Body,
            CreatedAt = now,
        };
        db.Platforms.Add(platform);
        platforms.Record(platform, "platform.Trust", by, now);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? platform : Taken;
    }

    /// <summary>Holds a peer until the transaction ends: one file at a time is made or taken.</summary>
    public static Task HoldAsync(BandengDb db, Platform peer, CancellationToken cancel) =>
        db.ExecuteAsync("update exchange_platforms set code = code where id = @Id", new { peer.Id }, cancel);

    public async Task<IReadOnlyList<Platform>> ListAsync(CancellationToken cancel) =>
        await db.Platforms.AsNoTracking().Where(p => p.Kind == PlatformKind.Peer && p.EndedAt == null)
            .OrderBy(p => p.Code).ToListAsync(cancel);
}
