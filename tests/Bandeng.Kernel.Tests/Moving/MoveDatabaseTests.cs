using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Moving;
using Bandeng.Kernel.Tests.Trail;
using Bandeng.Testing;

namespace Bandeng.Kernel.Tests.Moving;

public sealed class MoveDatabaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_installation_is_carried_whole_and_its_chains_hold_there()
    {
        await using var file = await TrailDatabase.FilledAsync(Engine.Sqlite);
        await file.ActAsync(TrailDatabase.Here, "matter.note", "制表\t换行\n回车\r反斜杠\\ 🪑 \\N '引号'");
        await file.EraseAsync(await file.TextIdAsync("路灯不亮"), "本人要求");
        await using var server = await TrailDatabase.CreateAsync(Engine.Postgres);

        var rows = await MoveDatabase.RunAsync(file.Setting, server.Setting, (_, _) => { }, Cancel);

        Assert.True(rows > 10);
        Assert.Null(await server.FaultAsync());
        var (here, there) = (await file.VerifyAsync(), await server.VerifyAsync());
        Assert.Equal(
            (here.Events, here.Chains, here.Texts, here.Tombstones.Count),
            (there.Events, there.Chains, there.Texts, there.Tombstones.Count));
        Assert.NotEqual(Guid.Empty, await server.TextIdAsync("制表\t换行\n回车\r反斜杠\\ 🪑 \\N '引号'"));
        await server.ActAsync(TrailDatabase.Here, "matter.settle");
        Assert.Null(await server.FaultAsync());

        Assert.Equal("move.not-empty", await RefusedAsync(file.Setting, server.Setting));
    }

    [Fact]
    public async Task What_cannot_be_carried_is_refused_and_nothing_is_changed()
    {
        await using var file = await TrailDatabase.CreateAsync(Engine.Sqlite);
        await using var server = await TrailDatabase.CreateAsync(Engine.Postgres);

        Assert.Equal("move.engines", await RefusedAsync(server.Setting, file.Setting));
        Assert.Equal(
            "move.missing", await RefusedAsync(DatabaseSetting.Parse("sqlite:/nowhere/bandeng.db"), server.Setting));
        await file.SqlAsync("update schema_history set number = 99 where number = 1");
        Assert.Equal("move.schema", await RefusedAsync(file.Setting, server.Setting));
        Assert.False(File.Exists("/nowhere/bandeng.db"));
    }

    private static async Task<string> RefusedAsync(DatabaseSetting from, DatabaseSetting to) =>
        (await Assert.ThrowsAsync<MistakeException>(() => MoveDatabase.RunAsync(from, to, (_, _) => { }, Cancel))).Code;
}
