using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Queries;

/// <summary>What somebody may do next about a matter: exactly what a page draws buttons for.</summary>
internal sealed class OpenActs(RuleBook rules, OwnActs own)
{
    /// <summary>办理时限 that a dispatch of today gets when none is chosen.</summary>
    public async Task<Limit> UsualLimitAsync(
        Matter matter, Category? category, DateTimeOffset now, CancellationToken cancel) =>
        (await rules.OnAsync(ChinaTime.DayOf(now), cancel)).HandleOf(matter.Kind, matter.RequestType, category?.Limit);

    public async Task<IReadOnlyList<Arrow>> ForAsync(
        Matter matter, Viewer viewer, Voice? voice, IReadOnlyCollection<Guid> assistants, DateTimeOffset now,
        CancellationToken cancel)
    {
        var today = await rules.OnAsync(ChinaTime.DayOf(now), cancel);
        var open = new List<Arrow>();
        foreach (var arrow in today.From(matter.Kind, matter.Stage))
        {
            if (viewer.StandingFor(arrow, matter, voice, assistants) is { } standing
                && MatterGuards.FirstBroken(arrow, matter, standing, today, now) is null
                && await own.LookAsync(standing, arrow, matter, cancel) is { JudgesOwn: false })
            {
                open.Add(arrow);
            }
        }

        return open;
    }
}
