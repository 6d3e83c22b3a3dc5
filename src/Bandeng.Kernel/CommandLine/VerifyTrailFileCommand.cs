using System.CommandLine;
using System.Globalization;
using Bandeng.Kernel.Trail.Roots;

namespace Bandeng.Kernel.CommandLine;

/// <summary><c>./bandeng verify trail FILE [--key FILE]</c>: a downloaded chain, without any installation.</summary>
internal static class VerifyTrailFileCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "A trail as it was downloaded." };
        var key = new Option<string?>("--key")
        {
            Description = "The installation's public key: its signature under each root is checked too.",
        };
        var command = new Command("trail", "Check a downloaded trail offline; 0 when everything holds.") { file, key };
        command.SetAction((arguments, _) =>
            CommandHost.GuardAsync(() => RunAsync(arguments.GetValue(file)!, arguments.GetValue(key))));
        return command;
    }

    private static async Task<int> RunAsync(string file, string? keyFile)
    {
        foreach (var path in new[] { file, keyFile }.OfType<string>().Where(path => !File.Exists(path)))
        {
            throw new MistakeException("file.missing", $"There is no {path}.");
        }

        var report = VerifyDownload.Run(
            File.ReadLines(file), keyFile is null ? null : await File.ReadAllTextAsync(keyFile));
        await Console.Out.WriteLineAsync(report.Fault is null
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"trail: holds: chain {report.Chain}, {report.Events} events, {report.Roots} roots")
            : "trail: broken");
        if (report.Fault is { } fault)
        {
            await Console.Error.WriteLineAsync($"verify.broken: {fault}");
        }

        return report.Fault is null ? 0 : 1;
    }
}
