using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>Gathers the root of a day soon after midnight, on whichever node comes first.</summary>
internal sealed partial class RootRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RootRounds> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        do
        {
            await GatherAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task GatherAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<GatherRoot>().RunAsync(cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The root of the day could not be gathered; trying again in minutes.")]
    private static partial void Failed(ILogger log, Exception failure);
}
