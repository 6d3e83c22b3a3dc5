using Bandeng.Kernel.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Households.Objecting;

/// <summary>Looks every five minutes whether the day of adopted grids has come, while the site runs, and at its start.</summary>
internal sealed partial class GridRounds(IServiceScopeFactory scopes, ILogger<GridRounds> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace);
        do
        {
            await LookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<Turn>().TakeAsync("households.grids", 2 * Pace, cancel))
            {
                await scope.ServiceProvider.GetRequiredService<BeginGrids>().RunAsync(cancel);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A database that is away for a minute must not stop the rounds for ever.
            Failed(log, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of grids failed; the next one tries again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
