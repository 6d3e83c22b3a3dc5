using Bandeng.Kernel.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bandeng.Exchange.Answers;

/// <summary>Pushes every few seconds while the site runs.</summary>
internal sealed class PushRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PushRounds> log)
    : PacedRounds(scopes, TimeSpan.FromSeconds(5), clock, log)
{
    protected override Task LookAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<PushRound>().RunAsync(cancel);
}
