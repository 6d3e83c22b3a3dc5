using Bandeng.Kernel.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Organizations.Messages;

/// <summary>Looks every minute whether daily mails are due, as long as the site runs; of several nodes one does.</summary>
internal sealed partial class DigestRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DigestRounds> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            if (await scope.ServiceProvider.GetRequiredService<Turn>().TakeAsync("organizations.digests", 3 * Pause, cancel))
            {
                await scope.ServiceProvider.GetRequiredService<DigestRound>().RunAsync(cancel);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The daily mails could not be written; trying again.")]
    private static partial void Failed(ILogger log, Exception failure);
}
