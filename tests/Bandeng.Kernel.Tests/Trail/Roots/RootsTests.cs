using Bandeng.Kernel.Rounds;
using Bandeng.Kernel.Trail.Roots;
using Bandeng.Testing;

namespace Bandeng.Kernel.Tests.Trail.Roots;

/// <summary>A day's root over all chains, a chain carried away and checked elsewhere, and whose turn it is.</summary>
public sealed class RootsTests : IDisposable
{
    private readonly DataFolder _folder = new(Directory.CreateTempSubdirectory("bandeng-roots-").FullName);
    private readonly RootKey _key;
    private DateTimeOffset _now = TrailDatabase.Noon;

    public RootsTests() => _key = new(_folder);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_day_has_one_root_that_verifies_and_breaks_with_any_event_under_it(Engine engine)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);
        var root = await GatherAsync(database);
        Assert.Equal(("2026-03-01", 3L), (root!.Day, root.Chains));
        Assert.Null(await GatherAsync(database));
        Assert.Null(await FaultAsync(database));

        _now = _now.AddDays(1);
        await database.ActAsync(TrailDatabase.Here, "matter.note", "又一条");
        Assert.NotEqual(root.Hash, (await GatherAsync(database))!.Hash);
        Assert.Null(await FaultAsync(database));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => database.SqlAsync("update chain_roots set hash = 'x'"));
        await database.DropTriggersAsync(engine);
        await database.SqlAsync("update trail_events set hash = 'forged' where chain = 0 and seq = 3");
        Assert.Contains("event 3 of chain 0", await FaultAsync(database), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_root_that_somebody_takes_away_is_missed(Engine engine)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);
        await GatherAsync(database);
        await database.SqlAsync(engine is Engine.Sqlite
            ? "drop trigger chain_roots_kept; drop trigger chain_root_leaves_kept"
            : "drop trigger chain_roots_stay on chain_roots; drop trigger chain_root_leaves_stay on chain_root_leaves");
        await database.SqlAsync("delete from chain_root_leaves");
        await database.SqlAsync("delete from chain_roots");

        Assert.Equal("root of 2026-03-01: it is gone, or not the one that was gathered", await FaultAsync(database));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_chain_is_carried_away_and_checked_without_the_database(Engine engine)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);
        await GatherAsync(database);
        _now = _now.AddDays(1);
        await database.ActAsync(TrailDatabase.Here, "matter.note", "第二天");
        await GatherAsync(database);
        var lines = await LinesAsync(database);

        var report = VerifyDownload.Run(lines, _key.Public);

        Assert.Equal(
            (TrailDatabase.Here.Value, 4L, 2L, null), (report.Chain, report.Events, report.Roots, report.Fault));
        for (var i = 0; i < lines.Count; i++)
        {
            Assert.NotNull(
                VerifyDownload.Run([.. lines.Take(i), .. lines.Skip(i + 1)], _key.Public).Fault
                    ?? (i > lines.Count - 3 ? "a root less" : null));
            Assert.NotNull(
                VerifyDownload.Run([.. lines.Take(i), Spoilt(lines[i]), .. lines.Skip(i + 1)], _key.Public).Fault);
        }

        var stranger = new RootKey(new DataFolder(Path.Combine(_folder.Path, "other")));
        Assert.Contains(
            "was not signed with this key", VerifyDownload.Run(lines, stranger.Public).Fault, StringComparison.Ordinal);
        Assert.Null(VerifyDownload.Run(lines, null).Fault);
        Assert.NotNull(VerifyDownload.Run([], null).Fault);
        Assert.NotNull(VerifyDownload.Run(["no json"], null).Fault);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public async Task A_turn_is_one_nodes_until_it_ends_or_its_clock_was_wrong(Engine engine)
    {
        await using var database = await TrailDatabase.CreateAsync(engine);
        Task<bool> TakeAsync(string holder) => database.InUnitAsync(db =>
            new Turn(db, new Standing(_now)).TakeAsync("clocks", TimeSpan.FromMinutes(1), Cancel, holder));

        Assert.True(await TakeAsync("one"));
        Assert.False(await TakeAsync("two"));
        Assert.True(await TakeAsync("one"));
        _now = _now.AddMinutes(1);
        Assert.True(await TakeAsync("two"));
        Assert.False(await TakeAsync("one"));
        _now = _now.AddDays(-1);
        Assert.True(await TakeAsync("one"));
    }

    public void Dispose() => Directory.Delete(_folder.Path, recursive: true);

    private Task<ChainRoot?> GatherAsync(TrailDatabase database) =>
        database.InUnitAsync(db => new GatherRoot(db, _key, new Standing(_now)).RunAsync(Cancel));

    private Task<string?> FaultAsync(TrailDatabase database) =>
        database.InUnitAsync(db => new VerifyRoots(db, _key).FirstFaultAsync(Cancel));

    private Task<List<string>> LinesAsync(TrailDatabase database) => database.InUnitAsync(async db =>
    {
        var lines = new List<string>();
        await foreach (var line in new TrailDownload(db, new Standing(_now))
            .LinesAsync(TrailDatabase.Here.Value, Cancel))
        {
            lines.Add(line);
        }

        return lines;
    });

    private sealed class Standing(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    // Another digit in a hash, a number or an id, wherever the first of several stands.
    private static string Spoilt(string line)
    {
        var at = line.IndexOf("\"chain\":", StringComparison.Ordinal) is >= 0 and var chain
            ? chain + 8
            : line.IndexOf("\"hash\":\"", StringComparison.Ordinal) + 8;
        return string.Concat(line.AsSpan(0, at), line[at] == '1' ? "2" : "1", line.AsSpan(at + 1));
    }
}
