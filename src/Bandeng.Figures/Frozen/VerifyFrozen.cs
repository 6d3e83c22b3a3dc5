using System.Text.Json;
using Bandeng.Figures.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Figures.Frozen;

/// <summary>Holds every frozen month against its line on the trail: what was reported is what was chained.</summary>
internal sealed class VerifyFrozen(BandengDb db) : IVerification
{
    private sealed record Line(Guid SubjectId, string Facts);

    public string Name => "figures.frozen";

    public async Task<string?> FirstFaultAsync(CancellationToken cancel)
    {
        var lines = await db.RowsAsync<Line>(
            "select subject_id, facts from trail_events where subject_kind = 'figures' and action = @Action order by at, seq",
            new { FreezeMonth.Action }, cancel);
        var months = await db.Set<FrozenMonth>().AsNoTracking().ToDictionaryAsync(month => month.Id, cancel);
        foreach (var line in lines)
        {
            if (!months.Remove(line.SubjectId, out var month) || await FaultAsync(month, line, cancel) is not null)
            {
                return $"frozen month {month?.Month ?? line.SubjectId.ToString()}: it is not what the trail says";
            }
        }

        return months.Values.FirstOrDefault() is { } unknown
            ? $"frozen month {unknown.Month}: the trail does not know it"
            : null;
    }

    private async Task<string?> FaultAsync(FrozenMonth month, Line line, CancellationToken cancel)
    {
        using var facts = JsonDocument.Parse(line.Facts);
        var onTrail = facts.RootElement.GetProperty("figures").EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.GetString());
        var kept = await db.Set<FrozenFigure>().AsNoTracking().Where(f => f.MonthId == month.Id).ToListAsync(cancel);
        return facts.RootElement.GetProperty("month").GetString() == month.Month && kept.Count == onTrail.Count
            && kept.All(figure => onTrail.GetValueOrDefault(figure.Figure) == figure.OnTrail) ? null : month.Month;
    }
}
