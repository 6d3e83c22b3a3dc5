using System.CommandLine;
using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Territory.UseCases;
using Microsoft.Extensions.DependencyInjection;

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
        var merge = new Command("merge", "End an area and lead its code to another.") { code, into, on };
        merge.SetAction((parsed, cancel) => host.RunAsync(async services =>
        {
            var day = Day(parsed.GetValue(on))
                ?? ChinaTime.DayOf(services.GetRequiredService<TimeProvider>().GetUtcNow());
            var merged = await services.GetRequiredService<MergeArea>().RunAsync(
                Code(parsed.GetValue(code)!), Code(parsed.GetValue(into)!), day, Viewer.System, cancel);
            if (!merged.TryGet(out var done, out var refusal))
            {
                throw new MistakeException(refusal.Code, refusal.Message);
            }

            var grids = done.Merged.Codes.Where(code => code.Key.Level is AreaLevel.Grid).ToList();
            foreach (var (from, to) in grids)
            {
                await Console.Error.WriteLineAsync($"Grid {from} goes on as {to}.");
            }

            var buildings = done.Merged.Codes.Count - grids.Count;
            await Console.Error.WriteLineAsync(
                $"{grids.Count} grids and {buildings} buildings with a code go on in {done.Merged.Into}.");
            foreach (var left in done.Left)
            {
                await Console.Error.WriteLineAsync(left);
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
