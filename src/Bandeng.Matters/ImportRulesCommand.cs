using System.CommandLine;
using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Packs;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters;

/// <summary><c>./bandeng import rules FILE</c>: the arrows, words, limits and roles of a pack.</summary>
public static class ImportRulesCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "JSON, as packs/starter/rules.json." };
        var from = new Option<string>("--from")
        {
            Description = "The day from which they hold, 2027-01-01; today when left out.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the counts." };
        var command = new Command("rules", "Bring in a pack's selection of arrows, its words, limits and roles.")
        {
            file,
            from,
            json,
        };
        command.SetAction((arguments, cancel) => host.RunAsync(async services =>
        {
            var text = await TextFile.ReadAsync(arguments.GetValue(file)!, cancel);
            var result = await services.GetRequiredService<ImportRules>()
                .RunAsync(text, Day(arguments.GetValue(from)), Viewer.System, cancel);
            if (!result.TryGet(out var isNew, out var refusal))
            {
                throw new MistakeException(refusal.Code, refusal.Message);
            }

            await Console.Error.WriteLineAsync(isNew ? "The rules stand." : "These rules stood already.");
            if (arguments.GetValue(json))
            {
                await Console.Out.WriteLineAsync(ImportReport.OfOne(isNew).ToJson());
            }

            return 0;
        }));
        return command;
    }

    private static DateOnly? Day(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new MistakeException("pack.day", $"'{text}' is not a day like 2027-01-01.");
}
