using System.CommandLine;
using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Territory.UseCases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Bandeng.Territory;

/// <summary>
/// <c>./bandeng areas merge CODE INTO</c>: a code ends and leads to another (撤并); what was recorded under it stays.
/// </summary>
public static class AreasCommand
{
    public static Command Build(CommandHost host)
    {
        var code = new Argument<string>("CODE") { Description = "The area that ends." };
        var into = new Argument<string>("INTO") { Description = "The area that it becomes part of." };
        var on = new Option<string?>("--on")
        {
            Description = "The first day on which it is no more (yyyy-MM-dd); today when left out.",
        };
        var decision = new Option<string?>("--decision") { Description = "The number of the document." };
        var merge = new Command("merge", "End an area and lead its code to another.") { code, into, on, decision };
        merge.SetAction((parsed, cancel) => host.RunAsync(async services =>
        {
            var day = Day(parsed.GetValue(on))
                ?? ChinaTime.DayOf(services.GetRequiredService<TimeProvider>().GetUtcNow());
            var merged = await services.GetRequiredService<MergeArea>().RunAsync(
                new(Code(parsed.GetValue(code)!), Code(parsed.GetValue(into)!), day, parsed.GetValue(decision)),
                Viewer.System, cancel);
            if (!merged.TryGet(out var done, out var refusal))
            {
                throw new MistakeException(refusal.Code, refusal.Message);
            }

            var texts = services.GetRequiredService<IStringLocalizer<TerritoryText>>();
            foreach (var (from, to) in done.Merged.Codes.Where(code => code.Key.Level is AreaLevel.Grid))
            {
                await Console.Error.WriteLineAsync($"{from} → {to}");
            }

            foreach (var count in done.Counts)
            {
                await Console.Error.WriteLineAsync($"{texts[$"merge.{count.Fate}"]} {count.What}: {count.Number}");
            }

            return 0;
        }));
        return new Command("areas", "Areas and their codes.") { merge };
    }

    private static AreaCode Code(string text) =>
        AreaCode.TryParse(text, out var code)
            ? code
            : throw new MistakeException("area.code", $"'{text}' is no area code.");

    private static DateOnly? Day(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new MistakeException("day.unreadable", $"'{text}' is no day; write 2026-11-28.");
}
