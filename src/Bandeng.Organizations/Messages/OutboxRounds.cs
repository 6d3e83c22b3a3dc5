using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Organizations.Messages;

/// <summary>Empties each channel every few seconds while the site runs; none waits for another.</summary>
internal sealed partial class OutboxRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxRounds> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enum.GetValues<MessageChannel>().Select(channel => RunAsync(channel, stoppingToken)));

    private async Task RunAsync(MessageChannel channel, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<OutboxRound>().EmptyAsync(channel, stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a minute must not end the rounds for good.
                Failed(log, failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be emptied; trying again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
