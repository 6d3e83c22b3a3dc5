using Bandeng.Kernel;
using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Visits;

/// <summary>
/// Hazards that are not gone yet and programmes that are not over go along with their area; visits keep the code of
/// their day.
/// </summary>
internal sealed class VisitsGoAlong(BandengDb db, IStringLocalizer<Pages.Visits.VisitsText> texts) : IAreaMerged
{
    private const string Hazards = "settled_on is null";
    private const string Programmes = "closed_on is null";

    public async Task<IReadOnlyList<MergeCount>> CountAsync(AreaCode area, AreaCode into, CancellationToken cancel) =>
    [
        new(texts["merge.hazards"], await db.CountOpenAsync("hazards", Hazards, area, cancel), MergeFate.Moves),
        new(
            texts["merge.programmes"],
            await db.CountOpenAsync("visit_programmes", Programmes, area, cancel), MergeFate.Moves),
    ];

    public async Task GoAlongAsync(MergedArea merged, CancellationToken cancel)
    {
        await db.MoveOpenAsync("hazards", Hazards, merged, cancel);
        await db.MoveOpenAsync("visit_programmes", Programmes, merged, cancel);
    }
}
