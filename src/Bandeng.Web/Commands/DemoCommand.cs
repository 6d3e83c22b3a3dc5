using System.CommandLine;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Demo;

namespace Bandeng.Web.Commands;

/// <summary><c>./bandeng demo</c>: fills an empty database with an invented neighbourhood.</summary>
internal static class DemoCommand
{
    public static Command Build()
    {
        var pack = new Option<string>("--pack") { Description = "Which pack.", DefaultValueFactory = _ => "louxing" };
        var ifEmpty = new Option<bool>("--if-empty") { Description = "Leave a database that is in use alone, quietly." };
        var command = new Command("demo", "Fill an empty database with an invented neighbourhood.") { pack, ifEmpty };
        command.SetAction((arguments, cancel) =>
            RunAsync(arguments.GetValue(pack)!, arguments.GetValue(ifEmpty), cancel));
        return command;
    }

    private static Task<int> RunAsync(string pack, bool ifEmpty, CancellationToken cancel)
    {
        // Everything that is registered works by the clock of the demo, which can be put back.
        var clock = new DemoClock(TimeProvider.System.GetUtcNow());
        var host = new CommandHost(() => Modules.BuildServices().AddSingleton<TimeProvider>(clock).BuildServiceProvider());
        return host.RunAsync(async services =>
        {
            await services.GetRequiredService<BandengDb>().MigrateAsync(services.GetRequiredService<SqlMigrator>(), cancel);
            var filled = await DemoFilling.FillAsync(new DemoContext(services, pack, clock), cancel);
            return filled || ifEmpty ? 0 : throw DemoFilling.NotEmpty();
        });
    }
}
