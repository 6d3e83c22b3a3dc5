using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bandeng.Matters.Drafts;

/// <summary>
/// Removes drafts of yesterday every hour while the site runs: what was not sent is nobody's to keep.
/// </summary>
internal sealed class DraftRounds(DraftStore drafts, TimeProvider clock, ILogger<DraftRounds> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                drafts.RemoveOld();
            }
            catch (IOException failure)
            {
                // Somebody is just sending one; the next round finds it.
                log.LogWarning(failure, "Old drafts could not all be removed; trying again.");
            }
        }
    }
}
