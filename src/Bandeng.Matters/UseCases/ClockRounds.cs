using Bandeng.Kernel.Rounds;
using Bandeng.Matters.Packs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Matters.UseCases;

/// <summary>Looks at the clocks every half minute, as long as the site runs.</summary>
internal sealed partial class ClockRounds(
    ClockRound round, WordsAtStart words, IServiceScopeFactory scopes, ILogger<ClockRounds> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

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
            await words.RefreshAsync(cancel);
            if (await IsOursAsync(cancel))
            {
                await round.RunAsync(cancel);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A database that is away for a minute must not stop the clocks for ever.
            Failed(log, failure);
        }
    }

    // Of several nodes one looks at the clocks; the others would only do the same work in vain.
    private async Task<bool> IsOursAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Turn>().TakeAsync("matters.clocks", 3 * Pace, cancel);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of the clocks failed; the next one tries again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
