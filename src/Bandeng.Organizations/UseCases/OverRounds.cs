using Bandeng.Kernel.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bandeng.Organizations.UseCases;

/// <summary>Looks every quarter of an hour what is over since midnight; of several nodes one does.</summary>
internal sealed class OverRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OverRounds> log)
    : PacedRounds(scopes, TimeSpan.FromMinutes(15), clock, log)
{
    protected override string Job => "organizations.over";

    protected override Task LookAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<OverRound>().RunAsync(cancel);
}
