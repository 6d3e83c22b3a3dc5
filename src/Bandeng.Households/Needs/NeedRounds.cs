using Bandeng.Kernel.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Households.Needs;

/// <summary>Looks at consents, due visits and what has been kept long enough, every quarter of an hour while the site runs.</summary>
internal sealed partial class NeedRounds(IServiceScopeFactory scopes, ILogger<NeedRounds> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<Turn>().TakeAsync("households.needs", 2 * Pace, cancel))
            {
                await scope.ServiceProvider.GetRequiredService<NeedRound>().RunAsync(cancel);
                await scope.ServiceProvider.GetRequiredService<EraseByRule>().RunAsync(cancel);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A database that is away for a minute must not stop the rounds for ever.
            Failed(log, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of care failed; the next one tries again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
