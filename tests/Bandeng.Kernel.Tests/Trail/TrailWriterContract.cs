using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Testing;

namespace Bandeng.Kernel.Tests.Trail;

public sealed class TrailWriterContract
{
    public static TheoryData<Engine> Both => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Both))]
    public async Task Acts_at_the_same_moment_land_in_one_unbroken_chain(Engine engine)
    {
        await using var database = await TrailDatabase.CreateAsync(engine);

        await Parallel.ForAsync(0, 48, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            await database.ActAsync(TrailDatabase.Here, "matter.register", $"第 {number} 件"));

        Assert.Equivalent(new TrailReport(49, 2, 48, [], null), await database.VerifyAsync());
        Assert.Equal(
            [48L],
            await database.RowsAsync<long>($"select seq from chain_heads where chain = {TrailDatabase.Here.Value}"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Acts_in_many_new_communities_never_block_each_other(Engine engine)
    {
        await using var database = await TrailDatabase.CreateAsync(engine);

        await Parallel.ForAsync(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            await database.ActAsync(
                number % 3 is 0 ? null : AreaCode.Parse($"11010100100{number % 5 + 1}"), "matter.register"));

        Assert.Equivalent(new TrailReport(29, 6, 0, [], null), await database.VerifyAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_act_that_fails_leaves_nothing(Engine engine)
    {
        await using var database = await TrailDatabase.CreateAsync(engine);

        await Assert.ThrowsAnyAsync<Exception>(() => database.InUnitAsync(async db =>
        {
            var subject = Guid.CreateVersion7();
            var text = db.Keep(subject, "写一半", TrailDatabase.Noon);
            db.Record(new TrailEntry("matter", subject, TrailDatabase.Here, "matter.register", Viewer.System, TrailDatabase.Noon)
            {
                Words = [text],
                Facts = new Dictionary<string, object?> { ["broken"] = typeof(string) }, // cannot be written as JSON
            });
            await db.SaveAsync(TrailDatabase.Cancel);
            return 0;
        }));

        Assert.Equivalent(new TrailReport(0, 0, 0, [], null), await database.VerifyAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Words_of_another_subject_than_the_event_are_honest(Engine engine)
    {
        await using var database = await TrailDatabase.CreateAsync(engine);
        await database.InUnitAsync(async db =>
        {
            var text = db.Keep(Guid.CreateVersion7(), "张三 13800000000", TrailDatabase.Noon);
            db.Record(new TrailEntry(
                "matter", Guid.CreateVersion7(), TrailDatabase.Here, "matter.register", Viewer.System,
                TrailDatabase.Noon)
            { Words = [text] });
            await db.SaveAsync(TrailDatabase.Cancel);
            return 0;
        });

        Assert.Null(await database.FaultAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Any_text_that_can_be_typed_or_imported_is_kept(Engine engine)
    {
        await using var database = await TrailDatabase.CreateAsync(engine);

        await database.ActAsync(
            TrailDatabase.Here, "matter.register", "", "a\0b", "半个\ud83d", "🪑板凳\r\n\t'\"", new string('长', 20_000));

        Assert.Null(await database.FaultAsync());
        Assert.Contains("ab", await database.RowsAsync<string>("select body from texts"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_who_erase_at_once_one_is_overtaken(Engine engine)
    {
        await using var database = await TrailDatabase.FilledAsync(engine);
        var text = await database.TextIdAsync("路灯不亮");

        var outcome = await database.InUnitAsync(async db =>
        {
            await db.EraseTextAsync(
                text, TrailDatabase.Here, "本人要求", Viewer.System, TrailDatabase.Noon, TrailDatabase.Cancel);
            await database.EraseAsync(text, "到期");
            return await db.TrySaveAsync(TrailDatabase.Cancel);
        });

        Assert.Equal(SaveOutcome.Overtaken, outcome);
        Assert.Equal("到期", Assert.Single((await database.VerifyAsync()).Tombstones).Ground);
    }
}
