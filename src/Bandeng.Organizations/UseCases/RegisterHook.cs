using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Messages;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>An administrator lets another system be told of acts inside an area, or ends that.</summary>
internal sealed partial class RegisterHook(
    BandengDb db, SecretBox box, IOutsideCalls calls, HookBook book, TimeProvider clock)
{
    private const int NameMax = 60;

    private static readonly Refusal NoName = new(RefusalKind.Invalid, "hook.name", "A name of 1 to 60 characters.");
    private static readonly Refusal NoKinds = new(
        RefusalKind.Invalid, "hook.kinds", "Kinds as the trail names them, by spaces: matter.Dispatch.");

    /// <summary>What was registered; the secret is shown this once.</summary>
    public sealed record Registered(Guid Id, string Secret);

    /// <param name="kinds">By spaces; empty for all.</param>
    public async Task<Result<Registered>> RunAsync(
        string? name, string? url, AreaCode area, string? kinds, Viewer by, CancellationToken cancel)
    {
        if (by.PostFor(Permission.ManageRules, area) is not { } post)
        {
            return Refusals.NotYours;
        }

        if ((name ?? "").Trim() is not { Length: > 0 and <= NameMax } called)
        {
            return NoName;
        }

        if (await calls.WhyNotAsync(url, cancel) is { } fault)
        {
            return fault;
        }

        var wanted = string.Join(
            ' ', (kinds ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct());
        if (!Kinds().IsMatch(wanted))
        {
            return NoKinds;
        }

        var (now, secret) = (clock.GetUtcNow(), RandomNumberGenerator.GetHexString(48, lowercase: true));
        var hook = new Hook
        {
            Id = Guid.CreateVersion7(now),
            Name = called,
            Url = url!.Trim(),
            Secret = box.Protect(secret),
            AreaCode = area,
            Kinds = wanted,
            CreatedAt = now,
        };
        db.Hooks.Add(hook);
        Record(hook, "hook.register", by with { ActingPost = post }, now);
        await db.SaveAsync(cancel);
        book.Forget();
        return new Registered(hook.Id, secret);
    }

    /// <summary>What waits for it is not sent any more.</summary>
    public async Task<Result<string>> EndAsync(Guid id, Viewer by, CancellationToken cancel)
    {
        if (await db.Hooks.SingleOrDefaultAsync(hook => hook.Id == id && hook.EndedAt == null, cancel) is not { } hook
            || by.PostFor(Permission.ManageRules, hook.AreaCode) is not { } post)
        {
            return Refusals.NotYours;
        }

        hook.EndedAt = clock.GetUtcNow();
        Record(hook, "hook.end", by with { ActingPost = post }, hook.EndedAt.Value);
        await db.SaveAsync(cancel);
        book.Forget();
        return hook.Name;
    }

    // Where it goes and by whom, never with which secret.
    private void Record(Hook hook, string action, Viewer by, DateTimeOffset now) =>
        db.Record(new TrailEntry("hook", hook.Id, hook.AreaCode, action, by, now)
        {
            Facts = new Dictionary<string, object?>
            {
                ["name"] = hook.Name,
                ["host"] = new Uri(hook.Url).Host,
                ["kinds"] = hook.Kinds,
            },
        });

    [GeneratedRegex(@"^([a-z]+\.[A-Za-z-]+( |$))*$")]
    private static partial Regex Kinds();
}
