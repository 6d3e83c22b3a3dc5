using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Messages;

/// <summary>Puts calls to other systems into the unit of work of the act they tell of.</summary>
internal sealed class HooksOnFile(BandengDb db, SecretBox box, HookBook book) : IHooks
{
    public async Task TellAsync(Happening what, CancellationToken cancel)
    {
        foreach (var hook in (await book.OpenAsync(cancel)).Where(hook => hook.Wants(what)))
        {
            var id = Guid.CreateVersion7(what.At);
            db.Outbox.Add(new OutboxMessage
            {
                Id = id,
                Channel = MessageChannel.Hook,
                Kind = what.Kind,
                Recipient = box.Protect(hook.Name),
                Message = box.Protect(Body(id, what)),
                HookId = hook.Id,
                At = what.At,
                DueAt = what.At,
            });
        }
    }

    private static string Body(Guid id, Happening what) => JsonSerializer.Serialize(new
    {
        delivery = id,
        kind = what.Kind,
        id = what.Id,
        area = what.Area.ToString(),
        state = what.State,
        category = what.Category,
        link = what.Link,
        at = what.At.ToUniversalTime(),
    });
}

/// <summary>
/// The hooks that are open, read anew a few times a minute: acts ask on their way, and usually there are none.
/// </summary>
internal sealed class HookBook(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private volatile Page? _page;

    private sealed record Page(IReadOnlyList<OpenHook> Hooks, DateTimeOffset ReadAt);

    public async Task<IReadOnlyList<OpenHook>> OpenAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_page is not { } page || (now - page.ReadAt).Duration() > Fresh)
        {
            await using var scope = scopes.CreateAsyncScope();
            page = new(
                await scope.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<OpenHook>(
                    "select id, name, area_code, kinds from hooks where ended_at is null", null, cancel),
                now);
            _page = page;
        }

        return page.Hooks;
    }

    /// <summary>A hook was registered or ended here.</summary>
    public void Forget() => _page = null;
}

/// <summary>A hook as acts ask for it.</summary>
internal sealed record OpenHook(Guid Id, string Name, AreaCode AreaCode, string Kinds)
{
    public bool Wants(Happening what) =>
        AreaCode.Contains(what.Area)
            && (Kinds.Length == 0 || Kinds.Split(' ').Contains(what.Kind, StringComparer.Ordinal));
}
