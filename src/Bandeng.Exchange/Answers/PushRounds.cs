using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Exchange.Answers;

/// <summary>Pushes every few seconds while the site runs.</summary>
internal sealed partial class PushRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PushRounds> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<PushRound>().RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a minute must not end the rounds for good.
                Failed(log, failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Answers to other platforms could not be pushed; trying again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
