using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Kernel.Rounds;

/// <summary>
/// Does something again and again while the site runs, each time in a unit of work of its own. What fails is logged,
/// and the next round tries again: a database that is away for a minute must not end the rounds for good.
/// </summary>
/// <param name="pace">From one round to the next.</param>
/// <param name="clock">By which the pace is kept.</param>
public abstract partial class PacedRounds(IServiceScopeFactory scopes, TimeSpan pace, TimeProvider clock, ILogger log)
    : BackgroundService
{
    /// <summary>Whether the first round is at the start, and not one pace later.</summary>
    protected virtual bool BeginsAtOnce => false;

    /// <summary>
    /// The job whose <see cref="Turn"/> is taken first, so that of several nodes one does it; null: each does.
    /// </summary>
    protected virtual string? Job => null;

    /// <summary>One round.</summary>
    protected abstract Task LookAsync(IServiceProvider services, CancellationToken cancel);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pace, clock);
        if (BeginsAtOnce)
        {
            await TryAsync(stoppingToken);
        }

        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(stoppingToken);
        }
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (Job is null || await scope.ServiceProvider.GetRequiredService<Turn>().TakeAsync(Job, 3 * pace, cancel))
            {
                await LookAsync(scope.ServiceProvider, cancel);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, GetType().Name, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Rounds}: a round failed; the next one tries again.")]
    private static partial void Failed(ILogger log, string rounds, Exception failure);
}
