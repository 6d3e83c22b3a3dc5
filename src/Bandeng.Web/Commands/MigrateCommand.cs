using System.CommandLine;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Moving;
using Bandeng.Matters.Search;

namespace Bandeng.Web.Commands;

/// <summary><c>./bandeng migrate</c>: makes or upgrades the schema.</summary>
internal static class MigrateCommand
{
    public static Command Build(CommandHost host)
    {
        var from = new Option<string>("--from")
        {
            Description =
                "sqlite:FILE: carry that installation into the fresh PostgreSQL database of BANDENG_DATABASE.",
        };
        var command = new Command("migrate", "Make or upgrade the schema of BANDENG_DATABASE.") { from };
        command.SetAction((arguments, cancel) => host.RunAsync(async services =>
        {
            var applied = await services.GetRequiredService<BandengDb>()
                .MigrateAsync(services.GetRequiredService<SqlMigrator>(), cancel);
            await Console.Error.WriteLineAsync($"{applied} migration(s) applied.");
            var moved = arguments.GetValue(from) is { } source ? await MoveAsync(source, services, cancel) : 0;
            await FillAsync(services, cancel);
            return moved;
        }, needsSchema: false));
        return command;
    }

    // Broken off, it goes on at the next start.
    private static async Task FillAsync(IServiceProvider services, CancellationToken cancel)
    {
        var indexed = await services.GetRequiredService<FillIndex>()
            .RunAsync(done => Progress.Show($"{done} matters indexed for searching"), cancel);
        if (indexed > 0)
        {
            Progress.End();
        }
    }

    private static async Task<int> MoveAsync(string source, IServiceProvider services, CancellationToken cancel)
    {
        var rows = await MoveDatabase.RunAsync(
            DatabaseSetting.Parse(source),
            services.GetRequiredService<DatabaseSetting>(),
            (table, count) => Progress.Show($"{table}: {count}"),
            cancel);
        Progress.End();
        await services.GetRequiredService<FillIndex>().BeginAsync(cancel);
        await Console.Error.WriteLineAsync(
            $"{rows} rows carried. Keep the folder BANDENG_DATA; ./bandeng verify checks both sides.");
        return 0;
    }
}
