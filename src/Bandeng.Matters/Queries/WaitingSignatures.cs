using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>A page of what waits for a signature.</summary>
/// <param name="IsAsked">Whether the rules of the day ask for signatures at all.</param>
/// <param name="Next">From where the next page goes on, or null at the end.</param>
internal sealed record SignaturePage(bool IsAsked, IReadOnlyList<Guid> Ids, string? Next, long Total);

/// <summary>
/// 待审签: replies of the viewer's own bodies as their head, and of the viewer's area as town or district.
/// </summary>
internal sealed class WaitingSignatures(BandengDb db, RuleBook rules, TimeProvider clock)
{
    private static readonly string Due = $"coalesce(m.stage_due_at, {long.MaxValue})";

    private sealed record Row(Guid Id, long Due);

    /// <summary>The most pressing first.</summary>
    /// <param name="after">What a page before gave as its next, or null.</param>
    public async Task<SignaturePage> RunAsync(Viewer viewer, string? after, int most, CancellationToken cancel)
    {
        var today = await rules.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel);
        var unsigned = Unsigned.By(today);
        if (unsigned.Types is [])
        {
            return new(false, [], null, 0);
        }

        var from = DeskKey.TryRead(after, out var key) ? key : new DeskKey(long.MinValue, Guid.Empty);
        var bodies = viewer.PostsWith(Permission.SignOffForBody)
            .Select(post => post.BodyId).OfType<Guid>().Distinct().ToArray();
        var ask = new { bodies, unsigned.Kinds, unsigned.Types, from.At, from.Id, most = most + 1 };
        var where =
            $"""
            from matters m
            where {unsigned.Sql(db)}
              and ({db.In("m.body_id", "bodies")} or {Reach.In("m.area_code", viewer.PostsWith(Permission.SignOffReplies))})
            """;
        var rows = await db.RowsAsync<Row>(
            $"select m.id, {Due} as due {where} and ({Due}, m.id) > (@At, @Id) order by {Due}, m.id limit @most", ask,
            cancel);
        var total = await db.RowAsync<long>($"select count(*) {where}", ask, cancel);
        var shown = rows.Take(most).ToList();
        return new(
            true, [.. shown.Select(row => row.Id)],
            rows.Count > most ? new DeskKey(shown[^1].Due, shown[^1].Id).ToString() : null, total);
    }
}
