using Bandeng.Kernel.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bandeng.Households.Objecting;

/// <summary>
/// Looks every five minutes whether the day of adopted grids has come, while the site runs, and at its start.
/// </summary>
internal sealed class GridRounds(IServiceScopeFactory scopes, ILogger<GridRounds> log)
    : PacedRounds(scopes, TimeSpan.FromMinutes(5), TimeProvider.System, log)
{
    protected override bool BeginsAtOnce => true;

    protected override string Job => "households.grids";

    protected override Task LookAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<BeginGrids>().RunAsync(cancel);
}
