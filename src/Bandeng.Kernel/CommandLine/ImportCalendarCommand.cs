using System.CommandLine;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.CommandLine;

/// <summary>
/// <c>./bandeng import calendar FILE</c>: the official notice of a year that this version does not know yet.
/// </summary>
public static class ImportCalendarCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "JSON: {\"year\":2027,\"days\":[{\"date\":\"2027-01-01\",\"isOffDay\":true},…]}.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the counts." };
        var command = new Command("calendar", "Bring in the official holidays and make-up days of a year.")
        {
            file,
            json,
        };
        command.SetAction((arguments, cancel) => host.RunAsync(async services =>
        {
            var text = await TextFile.ReadAsync(arguments.GetValue(file)!, cancel);
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var result = await services.GetRequiredService<BandengDb>().BringAsync(text, Viewer.System, now, cancel);
            if (!result.TryGet(out var isNew, out var refusal))
            {
                throw new MistakeException(refusal.Code, refusal.Message);
            }

            await Console.Error.WriteLineAsync(isNew ? "The year stands." : "This notice stood already.");
            if (arguments.GetValue(json))
            {
                await Console.Out.WriteLineAsync(ImportReport.OfOne(isNew).ToJson());
            }

            return 0;
        }));
        return command;
    }
}
