using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>The numbers at the head of the inbox, in one pass over what is open.</summary>
internal sealed class DeskTiles(BandengDb db, TilesOfLate known, RuleBook rules, TimeProvider clock)
{
    /// <summary>How many wait for what.</summary>
    public sealed record Numbers
    {
        public long Open { get; init; }

        public long Late { get; init; }

        public long Today { get; init; }

        public long ToDispatch { get; init; }

        public long ToSign { get; init; }

        public long ToCheck { get; init; }

        public long ToCall { get; init; }

        public long Returned { get; init; }
    }

    public async Task<Numbers> RunAsync(Viewer viewer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (sql, parameters) = Question(db, viewer, now);
        var key = KeyOf(sql, viewer);
        if (known.Find(key, now) is { } counted)
        {
            return counted;
        }

        var numbers = (await db.RowAsync<Numbers>(sql, parameters, cancel))!;
        var toSign = await ToSignAsync(viewer, now, cancel);
        return known.Keep(
            key, now, numbers with { ToSign = toSign, ToCheck = Math.Max(0, numbers.ToCheck - toSign) });
    }

    /// <summary>What is counted for one is another's only where both read the same areas.</summary>
    internal static string KeyOf(string sql, Viewer viewer) =>
        $"{sql} {string.Join(' ', viewer.PostsWith(Permission.ReadMatters).Select(post => post.Area).Distinct().Order())}";

    // Beside the one pass, whose columns all stand in an index.
    private async Task<long> ToSignAsync(Viewer viewer, DateTimeOffset now, CancellationToken cancel)
    {
        var unsigned = Unsigned.By(await rules.OnAsync(ChinaTime.DayOf(now), cancel));
        if (unsigned.Types is [])
        {
            return 0;
        }

        var conditions = DeskConditions.Of(db, viewer);
        conditions.Add(unsigned.Sql(db));
        unsigned.AddTo(conditions.Parameters);
        return await db.RowAsync<long>(
            $"select count(*) from matters m where {conditions.Sql}", conditions.Parameters, cancel);
    }

    internal static (string Sql, object Parameters) Question(BandengDb db, Viewer viewer, DateTimeOffset now)
    {
        var conditions = DeskConditions.Of(db, viewer);
        conditions.Add(DeskDue.Open);
        conditions.AddNear(new DeskFilter(), viewer);
        conditions.Parameters.Add("now", now.ToUnixTimeMilliseconds());
        conditions.Parameters.Add("tomorrow", DeskConditions.Midnight(ChinaTime.DayOf(now).AddDays(1)));
        return ($"""
            select count(*) as open, count(case when {DeskDue.Sql} < @now then 1 end) as late,
                count(case when {DeskDue.Sql} >= @now and {DeskDue.Sql} < @tomorrow then 1 end) as today,
                count(case when {DeskConditions.WaitsForDispatch(viewer)} then 1 end) as to_dispatch,
                count(case when m.stage = 'Handled' then 1 end) as to_check,
                count(case when m.stage in ('Checked', 'Answered') then 1 end) as to_call,
                count(case when m.stage = 'Returned' then 1 end) as returned
            from {conditions.From}
            where {conditions.Sql}
            """, conditions.Parameters);
    }
}
