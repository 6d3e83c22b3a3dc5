using System.CommandLine;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary><c>./bandeng import categories FILE</c>: an office's own catalogue, dated from today.</summary>
public static class ImportCategoriesCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "CSV, UTF-8 or GBK, .gz too." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the counts." };
        var command = new Command("categories", "Bring in a catalogue of two levels; what changes holds from today.")
        {
            file,
            json,
        };
        command.SetAction((arguments, cancel) => host.RunAsync(async services =>
        {
            var report = await services.GetRequiredService<ImportCategories>()
                .RunAsync(arguments.GetValue(file)!, Viewer.System, cancel);
            await NotHeldHeadings.SayAsync(TableFile.DroppedOf(arguments.GetValue(file)!));
            await Console.Out.WriteLineAsync(arguments.GetValue(json) ? report.ToJson() : report.ToString());
            return 0;
        }));
        return command;
    }
}
