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
        var ifEmpty = new Option<bool>("--if-empty")
        {
            Description = "Leave a database that is in use alone, quietly.",
        };
        var command = new Command("demo", "Fill an empty database with an invented neighbourhood.") { pack, ifEmpty };
        command.SetAction((arguments, cancel) =>
            RunAsync(arguments.GetValue(pack)!, arguments.GetValue(ifEmpty), cancel));
        return command;
    }

    /// <summary>A host in which everything that is registered works by a clock that can be put back.</summary>
    public static CommandHost HostAt(DemoClock clock) =>
        new(() => Modules.BuildServices().AddSingleton<TimeProvider>(clock).BuildServiceProvider());

    private static Task<int> RunAsync(string pack, bool ifEmpty, CancellationToken cancel)
    {
        var clock = new DemoClock(TimeProvider.System.GetUtcNow());
        return HostAt(clock).RunAsync(async services =>
        {
            await services.GetRequiredService<BandengDb>()
                .MigrateAsync(services.GetRequiredService<SqlMigrator>(), cancel);
            var filled = await DemoFilling.FillAsync(new DemoContext(services, pack, clock), cancel);
            return filled || ifEmpty ? 0 : throw DemoFilling.NotEmpty();
        }, needsSchema: false);
    }
}
