using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>A decision of before.</summary>
/// <param name="IsUpheld">Whether who asked was right.</param>
public sealed record PastRuling(
    Guid MatterId, string? Title, DateTimeOffset At, bool IsUpheld, string? Basis, string? Reason);

/// <summary>How returns of the same body were decided before: like cases are decided alike.</summary>
internal sealed class PastRulings(BandengDb db)
{
    private const int Shown = 6;

    private sealed class Row
    {
        public Guid SubjectId { get; init; }

        public string? Title { get; init; }

        public long At { get; init; }

        public string Action { get; init; } = "";

        public string? Asked { get; init; }
    }

    // A refused return leaves the body where it was; an upheld one names it in its facts.
    private const string Sql =
        """
        select e.subject_id, t.body as title, e.at, e.action,
            (select a.facts from trail_events a
             where a.subject_id = e.subject_id and a.action = 'matter.Return' and a.at <= e.at order by a.at desc, a.seq desc limit 1) as asked
        from matters m join trail_events e on e.subject_id = m.id left join texts t on t.id = m.title_id
        where m.returns > 0 and m.area_code between @First and @Last
            and ((e.action = 'matter.RefuseReturn' and m.body_id = @bodyId) or (e.action = 'matter.UpholdReturn' and lower(e.facts) like @named))
        order by e.at desc limit 6
        """;

    /// <summary>The newest decisions about returns of a body inside an area, newest first.</summary>
    public async Task<IReadOnlyList<PastRuling>> OfBodyAsync(Guid bodyId, AreaCode area, CancellationToken cancel)
    {
        var (first, last) = area.Range;
        var rows = await db.RowsAsync<Row>(
            Sql, new { bodyId, named = $"%\"body\":\"{bodyId:D}\"%", First = first, Last = last }, cancel);
        return [.. rows.Take(Shown).Select(Read)];
    }

    /// <summary>The widest area in which the viewer decides.</summary>
    public static AreaCode? WidestOf(Viewer viewer) =>
        DeskChoices.RootsOf(viewer, Permission.RuleOnReturns) is [var first, ..] ? first : null;

    private static PastRuling Read(Row row)
    {
        using var facts = JsonDocument.Parse(row.Asked ?? "{}");
        string? Fact(string name) => facts.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new(
            row.SubjectId, row.Title, DateTimeOffset.FromUnixTimeMilliseconds(row.At),
            row.Action == "matter.UpholdReturn",
            Fact("basis"), Fact("reason"));
    }
}
