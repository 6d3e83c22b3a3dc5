using System.CommandLine;
using System.Globalization;
using Bandeng.Kernel.Trail;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.CommandLine;

/// <summary><c>./bandeng verify</c>: the trail, its words, and every recount that a module registered.</summary>
public static class VerifyCommand
{
    public static Command Build(CommandHost host)
    {
        var command = new Command("verify", "Check the trail, its words and every recount; 0 when everything holds.");
        command.SetAction((_, cancel) => host.RunAsync(services => RunAsync(services, cancel)));
        command.Subcommands.Add(VerifyTrailFileCommand.Build());
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<BandengDb>();
        var report = await VerifyTrail.RunAsync(db, cancel);
        await PrintAsync(report);
        var holds = report.Fault is null;
        foreach (var verification in services.GetServices<IVerification>())
        {
            var fault = await verification.FirstFaultAsync(cancel);
            await SayAsync(verification.Name, fault, "holds");
            holds &= fault is null;
        }

        return holds ? 0 : 1;
    }

    private static async Task PrintAsync(TrailReport report)
    {
        await SayAsync("trail", report.Fault?.ToString(), string.Create(
            CultureInfo.InvariantCulture,
            $"holds: {report.Events} events, {report.Chains} chains, {report.Texts} texts, "
            + $"{report.Tombstones.Count} tombstones"));
        foreach (var stone in report.Tombstones)
        {
            var erased = ChinaTime.Show(stone.ErasedAt);
            await Console.Out.WriteLineAsync($"tombstone: text {stone.TextId}, {erased}, {stone.Ground}");
        }
    }

    private static async Task SayAsync(string name, string? fault, string good)
    {
        await Console.Out.WriteLineAsync($"{name}: {(fault is null ? good : "broken")}");
        if (fault is not null)
        {
            await Console.Error.WriteLineAsync($"verify.broken: {name}: {fault}");
        }
    }
}
