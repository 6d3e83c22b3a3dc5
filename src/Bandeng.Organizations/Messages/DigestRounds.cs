using Bandeng.Kernel.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bandeng.Organizations.Messages;

/// <summary>
/// Looks every minute whether daily mails are due, as long as the site runs; of several nodes one does.
/// </summary>
internal sealed class DigestRounds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DigestRounds> log)
    : PacedRounds(scopes, TimeSpan.FromMinutes(1), clock, log)
{
    protected override string Job => "organizations.digests";

    protected override Task LookAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<DigestRound>().RunAsync(cancel);
}
