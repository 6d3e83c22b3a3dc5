using Bandeng.Kernel.Rounds;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bandeng.Households.Needs;

/// <summary>
/// Looks at consents, due visits and what has been kept long enough, every quarter of an hour while the site runs.
/// </summary>
internal sealed class NeedRounds(IServiceScopeFactory scopes, ILogger<NeedRounds> log)
    : PacedRounds(scopes, TimeSpan.FromMinutes(15), TimeProvider.System, log)
{
    protected override string Job => "households.needs";

    protected override async Task LookAsync(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<NeedRound>().RunAsync(cancel);
        await services.GetRequiredService<EraseByRule>().RunAsync(cancel);
    }
}
