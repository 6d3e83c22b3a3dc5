using Bandeng.Kernel.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>Gathers the root of a day soon after midnight, on whichever node comes first.</summary>
internal sealed class RootRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RootRounds> log)
    : PacedRounds(scopes, TimeSpan.FromMinutes(5), clock, log)
{
    protected override bool BeginsAtOnce => true;

    protected override Task LookAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<GatherRoot>().RunAsync(cancel);
}
