using System.CommandLine;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;

namespace Bandeng.Web.Commands;

/// <summary><c>./bandeng migrate</c>: makes or upgrades the schema.</summary>
internal static class MigrateCommand
{
    public static Command Build(CommandHost host)
    {
        var command = new Command("migrate", "Make or upgrade the schema of BANDENG_DATABASE.");
        command.SetAction((_, cancel) => host.RunAsync(async services =>
        {
            var applied = await services.GetRequiredService<BandengDb>()
                .MigrateAsync(services.GetRequiredService<SqlMigrator>(), cancel);
            await Console.Error.WriteLineAsync($"{applied} migration(s) applied.");
            return 0;
        }, needsSchema: false));
        return command;
    }
}
