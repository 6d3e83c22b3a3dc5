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

    private static Command Build(
        CommandHost host, string name, string says, bool isHouseholds) => ImportListCommand.Build(
        host, name, says, "CSV (UTF-8 or GBK) or .xlsx.", async (call, cancel) =>
        {
            var request = new ImportPeopleRequest(
                call.List.Path, isHouseholds, call.List.Within, null, call.List.DryRun);
            var watch = Stopwatch.StartNew();
            var done = await call.Services.GetRequiredService<ImportPeople>().RunAsync(request, Viewer.System, cancel);
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{done.Moved} moved, {done.Households} new households, {done.Doors} new doors, {watch.Elapsed.TotalSeconds:F1} s"));
            return new(done.Report, done.Dropped, done.Unread, done.RefusedPath);
        });
}
