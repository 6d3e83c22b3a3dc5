using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Matters.Search;

/// <summary>
/// Fills the index once after the start, while the site already serves; usually there is nothing to do.
/// </summary>
internal sealed partial class FillRounds(IServiceScopeFactory scopes, ILogger<FillRounds> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await FillAsync(stoppingToken))
        {
            await Task.Delay(Again, stoppingToken);
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<FillIndex>().RunAsync(null, cancel);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Filling the index of words failed; it goes on in a minute.")]
    private static partial void Failed(ILogger log, Exception failure);
}
