using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households;

/// <summary><c>./bandeng import households FILE</c> and <c>import people FILE</c>.</summary>
public static class ImportPeopleCommand
{
    public static Command BuildHouseholds(CommandHost host) =>
        Build(host, "households", "Bring in households, a row each with its head; may be run again.", isHouseholds: true);

    public static Command BuildPeople(CommandHost host) =>
        Build(host, "people", "Bring in the people of households, a row each; may be run again.", isHouseholds: false);

    private static Command Build(CommandHost host, string name, string says, bool isHouseholds)
    {
        var file = new Argument<string>("FILE") { Description = "CSV (UTF-8 or GBK) or .xlsx." };
        var area = new Option<string?>("--area") { Description = "A community for rows that name none, or the area all must lie in." };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would change; change nothing." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the counts." };
        var command = new Command(name, says) { file, area, dry, json };
        command.SetAction((arguments, cancel) => host.RunAsync(async services =>
        {
            var request = new ImportPeopleRequest(
                arguments.GetValue(file)!, isHouseholds, Area(arguments.GetValue(area)), null, arguments.GetValue(dry));
            var watch = Stopwatch.StartNew();
            var done = await services.GetRequiredService<ImportPeople>().RunAsync(request, Viewer.System, cancel);
            await SayAsync(done, request.DryRun, watch.Elapsed);
            await Console.Out.WriteLineAsync(arguments.GetValue(json) ? done.Report.ToJson() : done.Report.ToString());
            return 0;
        }));
        return command;
    }

    private static async Task SayAsync(PeopleImported done, bool dryRun, TimeSpan took)
    {
        if (dryRun)
        {
            await Console.Error.WriteLineAsync("A dry run: nothing was changed.");
        }

        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{done.Moved} moved, {done.Households} new households, {done.Doors} new doors, {took.TotalSeconds:F1} s"));
        if (done.Dropped.Count > 0)
        {
            await Console.Error.WriteLineAsync($"Dropped at the door, not held here: {string.Join(", ", done.Dropped)}");
        }

        if (done.RefusedPath is { } refused)
        {
            await Console.Error.WriteLineAsync($"Refused rows, to mend and send again: {refused}");
        }
    }

    private static AreaCode? Area(string? text) =>
        text is null ? null
        : AreaCode.TryParse(text, out var area) ? area
        : throw new MistakeException("area.unreadable", $"'{text}' is no area code.");
}
