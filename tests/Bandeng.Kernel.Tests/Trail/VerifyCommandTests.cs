using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Trail;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.Tests.Trail;

[Collection(nameof(TheConsole))]
public sealed class VerifyCommandTests
{
    [Fact]
    public async Task An_honest_database_is_summed_up_and_its_tombstones_named()
    {
        await using var database = await TrailDatabase.FilledAsync(Engine.Sqlite);
        var text = await database.TextIdAsync("路灯不亮");
        await database.EraseAsync(text, "本人要求");

        var (exit, output, words) = await RunAsync(database.Setting, null);

        Assert.Equal((0, ""), (exit, words));
        Assert.Equal(
            "trail: holds: 8 events, 3 chains, 4 texts, 1 tombstones\n"
            + $"tombstone: text {text}, 2026-03-03 12:00, 本人要求\nledger: holds\nrollup: holds\n",
            output);
    }

    [Fact]
    public async Task The_first_broken_record_is_named_and_every_recount_still_runs()
    {
        await using var database = await TrailDatabase.FilledAsync(Engine.Sqlite);
        await database.DropTriggersAsync(Engine.Sqlite);
        await database.SqlAsync("update trail_events set at = at + 1 where chain = 0 and seq = 2");

        var (exit, output, words) = await RunAsync(database.Setting, "area 110101: 3 counted, 4 told");

        Assert.Equal((1, "trail: broken\nledger: holds\nrollup: broken\n"), (exit, output));
        Assert.StartsWith("verify.broken: trail: chain 0, event 2: ", words, StringComparison.Ordinal);
        Assert.EndsWith("verify.broken: rollup: area 110101: 3 counted, 4 told\n", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recount_that_differs_is_enough_to_fail()
    {
        await using var database = await TrailDatabase.FilledAsync(Engine.Sqlite);

        Assert.Equal(1, (await RunAsync(database.Setting, "differs")).Exit);
    }

    [Fact]
    public async Task A_database_without_tables_is_said_to_be_unready()
    {
        var (exit, output, words) = await RunAsync(await Engine.Sqlite.CreateAsync(), null);

        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith("database.unready:", words, StringComparison.Ordinal);
    }

    private static Task<(int Exit, string Output, string Words)> RunAsync(DatabaseSetting setting, string? fault) =>
        TheConsole.RunAsync(VerifyCommand.Build(new CommandHost(() => TrailDatabase.BuildServices(setting)
            .AddSingleton<IVerification>(new Rollup(fault))
            .BuildServiceProvider())));

    private sealed class Rollup(string? fault) : IVerification
    {
        public string Name => "rollup";

        public Task<string?> FirstFaultAsync(CancellationToken cancel) => Task.FromResult(fault);
    }
}
