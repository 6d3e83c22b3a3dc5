using Bandeng.Kernel.Rounds;
using Bandeng.Matters.Packs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bandeng.Matters.UseCases;

/// <summary>Looks at the clocks every half minute, as long as the site runs.</summary>
internal sealed class ClockRounds(
    ClockRound round, WordsAtStart words, IServiceScopeFactory scopes, ILogger<ClockRounds> log)
    : PacedRounds(scopes, Pace, TimeProvider.System, log)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    protected override async Task LookAsync(IServiceProvider services, CancellationToken cancel)
    {
        await words.RefreshAsync(cancel);

        // Of several nodes one looks at the clocks; the others would only do the same work in vain.
        if (await services.GetRequiredService<Turn>().TakeAsync("matters.clocks", 3 * Pace, cancel))
        {
            await round.RunAsync(cancel);
        }
    }
}
