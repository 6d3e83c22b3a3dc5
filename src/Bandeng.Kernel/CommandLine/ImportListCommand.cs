using System.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;

namespace Bandeng.Kernel.CommandLine;

/// <summary>What an <c>import …</c> command was asked.</summary>
/// <param name="Arguments">For options of the command's own.</param>
public sealed record ImportCall(IServiceProvider Services, ListToImport List, ParseResult Arguments);

/// <summary><c>./bandeng import WHAT FILE [--area] [--dry-run] [--json]</c>: what all lists have in common.</summary>
public static class ImportListCommand
{
    /// <param name="file">Which formats are read.</param>
    /// <param name="run">Takes the list; further words for the person at the keyboard go to standard error.</param>
    public static Command Build(
        CommandHost host, string name, string says, string file,
        Func<ImportCall, CancellationToken, Task<ListImported>> run)
    {
        var path = new Argument<string>("FILE") { Description = file };
        var area = new Option<string?>("--area")
        {
            Description = "A community for rows that name none, or the area all must lie in.",
        };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would change; change nothing." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the counts." };
        var command = new Command(name, says) { path, area, dry, json };
        command.SetAction((arguments, cancel) => host.RunAsync(async services =>
        {
            var list = new ListToImport(
                arguments.GetValue(path)!, Area(arguments.GetValue(area)), null, arguments.GetValue(dry));
            var done = await run(new(services, list, arguments), cancel);
            await SayAsync(done, list.DryRun);
            await Console.Out.WriteLineAsync(arguments.GetValue(json) ? done.Report.ToJson() : done.Report.ToString());
            return 0;
        }));
        return command;
    }

    private static async Task SayAsync(ListImported done, bool dryRun)
    {
        if (dryRun)
        {
            await Console.Error.WriteLineAsync("A dry run: nothing was changed.");
        }

        await NotHeldHeadings.SayAsync(done.Dropped);
        if (done.Unread is not [])
        {
            await Console.Error.WriteLineAsync($"Columns that were not read: {string.Join(", ", done.Unread)}");
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
