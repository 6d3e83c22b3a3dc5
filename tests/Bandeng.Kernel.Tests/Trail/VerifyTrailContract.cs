using System.Data.Common;
using Bandeng.Kernel.Trail;
using Bandeng.Testing;

namespace Bandeng.Kernel.Tests.Trail;

/// <summary>What verification accepts and what it finds, on both databases.</summary>
public sealed class VerifyTrailContract
{
    private static readonly string[] TextsOfEvents =
        ["subject_kind", "action", "from_state", "to_state", "words", "facts", "prev_hash", "hash"];
    private static readonly string[] IdsOfEvents = ["id", "subject_id", "actor_id", "post_id"];
    private static readonly string[] NumbersOfEvents = ["chain", "seq", "at"];

    public static TheoryData<Engine> Both => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Both))]
    public async Task An_empty_database_is_honest(Engine engine)
    {
        await using var database = await TrailDatabase.CreateAsync(engine);

        Assert.Equivalent(new TrailReport(0, 0, 0, [], null), await database.VerifyAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_acts_wrote_is_honest(Engine engine)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);

        Assert.Equivalent(new TrailReport(7, 3, 4, [], null), await database.VerifyAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Erasing_leaves_a_tombstone_and_the_trail_whole(Engine engine)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);
        var text = await database.TextIdAsync("路灯不亮");

        await database.EraseAsync(text, "本人要求");
        await database.EraseAsync(text, "再来一次"); // changes nothing

        var report = await database.VerifyAsync();
        Assert.Null(report.Fault);
        Assert.Equal(8, report.Events);
        Assert.Equal([new Tombstone(text, TrailDatabase.Noon.AddDays(1), "本人要求")], report.Tombstones);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Any_change_of_any_column_of_any_event_is_found(Engine engine)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);
        await database.EraseAsync(await database.TextIdAsync("路灯不亮"), "本人要求");
        await database.DropTriggersAsync(engine);
        var places = await database.RowsAsync<Place>("select chain, seq from trail_events");

        foreach (var place in places)
        {
            foreach (var (column, change) in Changes(engine))
            {
                await WhileChangedAsync(database, place, column, change);
            }
        }

        Assert.Null(await database.FaultAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_state_or_actor_taken_away_or_put_in_is_found(Engine engine)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);
        await database.DropTriggersAsync(engine);

        foreach (var column in new[] { "from_state", "to_state", "actor_id", "post_id" })
        {
            await database.SqlAsync(
                $"create table kept as select {column} as was from trail_events where chain = 0 and seq = 1");
            await database.SqlAsync($"update trail_events set {column} = null where chain = 0 and seq = 1");
            Assert.StartsWith("chain 0, event 1:", await database.FaultAsync(), StringComparison.Ordinal);
            await database.SqlAsync(
                $"update trail_events set {column} = (select was from kept) where chain = 0 and seq = 1");
            await database.SqlAsync("drop table kept");
            Assert.Null(await database.FaultAsync());
        }

        await database.SqlAsync("update trail_events set from_state = '' where chain = 0 and seq = 2"); // was null
        Assert.StartsWith("chain 0, event 2:", await database.FaultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_written_in_other_letters_is_found()
    {
        await using var database = await TrailDatabase.FilledAsync(Engine.Sqlite);
        await database.DropTriggersAsync(Engine.Sqlite);

        await database.SqlAsync("update trail_events set actor_id = lower(actor_id) where chain = 0 and seq = 1");

        Assert.StartsWith("chain 0, event 1:", await database.FaultAsync(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Missing_events_chains_and_heads_are_found(Engine engine)
    {
        var here = TrailDatabase.Here.Value;
        await FoundAsync(
            engine, $"delete from trail_events where chain = {here} and seq = 3",
            $"chain {here}: its head says event 3");
        await FoundAsync(
            engine, $"delete from trail_events where chain = {here} and seq = 1",
            $"chain {here}, event 1: it is missing");
        await FoundAsync(engine, $"delete from trail_events where chain = {here}", $"chain {here}: it was begun");
        await FoundAsync(
            engine,
            $"delete from trail_events where chain = {here}; delete from chain_heads where chain = {here}",
            $"chain {here}: it was begun");
        await FoundAsync(
            engine, "delete from trail_events where chain = 0; delete from chain_heads where chain = 0",
            $"chain {here}, event 1:");
        await FoundAsync(engine, $"delete from chain_heads where chain = {here}", $"chain {here}: its head is missing");
        await FoundAsync(
            engine, $"update chain_heads set seq = 4 where chain = {here}", $"chain {here}: its head says event 4");
        await FoundAsync(
            engine, $"update chain_heads set hash = 'x' where chain = {here}", $"chain {here}: its head says");
        await FoundAsync(engine, "insert into chain_heads values (7, 0, 'x')", "chain 7: it has a head and no events");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Changed_texts_are_found(Engine engine)
    {
        const string Light = "where body = '路灯不亮'";
        var event1 = $"chain {TrailDatabase.Here.Value}, event 1: text ";
        await FoundAsync(engine, $"update texts set body = '路灯亮' {Light}", event1);
        await FoundAsync(engine, $"update texts set salt = '00' {Light}", event1);
        await FoundAsync(engine, $"update texts set salt = lower(salt) {Light}", event1);
        await FoundAsync(engine, $"update texts set subject_id = id {Light}", event1);
        await FoundAsync(engine, $"update texts set erased_ground = '没有' {Light}", event1);
        await FoundAsync(engine, $"update texts set id = subject_id {Light}", event1);
        await FoundAsync(engine, $"delete from texts {Light}", event1);
        await FoundAsync(
            engine, $"update texts set salt = null, body = null, erased_at = 1, erased_ground = '本人要求' {Light}",
            event1);
        await FoundAsync(
            engine,
            "insert into texts (id, subject_id, salt, body) values ('0195AAAA-0000-7000-8000-000000000001', "
            + "'0195AAAA-0000-7000-8000-000000000001', '00', '添一句')",
            "text 0195");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Changed_tombstones_are_found(Engine engine)
    {
        const string Stone = "where erased_at is not null";
        foreach (var change in new[]
        {
            $"update texts set erased_ground = '别的理由' {Stone}",
            $"update texts set erased_ground = null {Stone}",
            $"update texts set erased_at = erased_at + 1 {Stone}",
            $"update texts set subject_id = id {Stone}",
            $"delete from texts {Stone}",
            $"update texts set erased_at = null, erased_ground = null, salt = '00', body = '回来了' {Stone}",
        })
        {
            await FoundAsync(engine, change, $"chain {TrailDatabase.Here.Value}, event 1: text ");
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_erased_text_that_is_put_back_is_found(Engine engine)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);
        await database.DropTriggersAsync(engine);
        await database.SqlAsync("create table kept as select id, salt, body from texts where body = '路灯不亮'");
        await database.EraseAsync(await database.TextIdAsync("路灯不亮"), "本人要求");

        await database.SqlAsync(
            """
            update texts set erased_at = null, erased_ground = null, salt = (select salt from kept), body = (select body from kept)
            where erased_at is not null
            """);

        Assert.StartsWith(
            $"chain {TrailDatabase.Here.Value}, event 4: text ", await database.FaultAsync(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_tables_themselves_refuse_changes(Engine engine)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);
        await database.EraseAsync(await database.TextIdAsync("井盖松动"), "本人要求");
        string[] changes =
        [
            "update trail_events set at = at + 1", "update trail_events set to_state = null where seq = 1",
            "delete from trail_events", "delete from texts", "update texts set body = 'x' where body is not null",
            "update texts set subject_id = id where body is not null",
            "update texts set erased_ground = 'x' where body is null",
            "update texts set salt = null, body = null, erased_at = 2 where body is null",
        ];
        string[] truncations = ["truncate trail_events", "truncate texts"];

        foreach (var change in engine is Engine.Postgres ? changes.Concat(truncations) : changes)
        {
            await Assert.ThrowsAnyAsync<DbException>(() => database.SqlAsync(change));
        }

        Assert.Null(await database.FaultAsync());
    }

    private static IEnumerable<(string Column, string Change)> Changes(Engine engine) =>
    [
        .. TextsOfEvents.Select(column => (column, $"coalesce({column}, '') || ' '")),
        .. IdsOfEvents.Select(column => (column, engine is Engine.Sqlite
            ? "'0195AAAA-0000-7000-8000-000000000001'"
            : "'0195AAAA-0000-7000-8000-000000000001'::uuid")),
        .. NumbersOfEvents.Select(column => (column, $"{column} + 100")),
    ];

    private static async Task WhileChangedAsync(TrailDatabase database, Place place, string column, string change)
    {
        var where = $"chain = {place.Chain} and seq = {place.Seq}";
        await database.SqlAsync($"create table kept as select id, {column} as was from trail_events where {where}");
        Assert.Equal(1, await database.SqlAsync($"update trail_events set {column} = {change} where {where}"));

        Assert.True(await database.FaultAsync() is not null, $"{column} of chain {place.Chain}, event {place.Seq}");

        var changed = column switch
        {
            "chain" => $"chain = {place.Chain + 100} and seq = {place.Seq}",
            "seq" => $"chain = {place.Chain} and seq = {place.Seq + 100}",
            _ => where,
        };
        await database.SqlAsync($"update trail_events set {column} = (select was from kept) where {changed}");
        await database.SqlAsync("drop table kept");
    }

    /// <summary>
    /// On a database with one erased text, named by the fourth event, and 路灯不亮 still standing or erased.
    /// </summary>
    private static async Task FoundAsync(Engine engine, string change, string fault)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);
        if (change.Contains("erased_at is not null", StringComparison.Ordinal))
        {
            await database.EraseAsync(await database.TextIdAsync("路灯不亮"), "本人要求");
        }

        await database.DropTriggersAsync(engine);
        Assert.Null(await database.FaultAsync());
        Assert.NotEqual(0, await database.SqlAsync(change));

        Assert.StartsWith(fault, await database.FaultAsync(), StringComparison.Ordinal);
    }

    private sealed record Place(long Chain, long Seq);
}
