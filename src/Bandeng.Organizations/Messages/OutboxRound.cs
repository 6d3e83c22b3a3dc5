using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Organizations.Messages;

/// <summary>Carries what waits in the outbox to the sender, oldest first; gives a message up after five attempts.</summary>
internal sealed partial class OutboxRound(BandengDb db, SecretBox box, IMessageSender sender, TimeProvider clock)
{
    public const int Attempts = 5;

    /// <summary>Hands over up to fifty messages and says how many left.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var sent = 0;
        foreach (var waiting in await db.Outbox
            .Where(message => message.SentAt == null && message.Attempts < Attempts)
            .OrderBy(message => message.At).Take(50).ToListAsync(cancel))
        {
            sent += await HandOverAsync(waiting, cancel) ? 1 : 0;
        }

        return sent;
    }

    private async Task<bool> HandOverAsync(OutboxMessage waiting, CancellationToken cancel)
    {
        waiting.Attempts++;
        if (box.Unprotect(waiting.Recipient) is { } to && box.Unprotect(waiting.Message) is { } text)
        {
            try
            {
                await sender.SendAsync(new(waiting.Id, waiting.Channel, to, text, waiting.At), cancel);
                waiting.SentAt = clock.GetUtcNow();
            }
            catch (Exception failure) when (failure is IOException or HttpRequestException or UnauthorizedAccessException)
            {
                // Stays in the outbox; the next round tries again.
            }
        }

        await db.SaveChangesAsync(cancel);
        return waiting.SentAt is not null;
    }
}

/// <summary>Makes a round through the outbox every few seconds while the site runs.</summary>
internal sealed class OutboxRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxRounds> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<OutboxRound>().RunAsync(stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a minute must not end the rounds for good.
                log.LogError(failure, "The outbox could not be emptied; trying again.");
            }
        }
    }
}
