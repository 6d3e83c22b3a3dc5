using System.CommandLine;
using Bandeng.Kernel.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.CommandLine;

/// <summary><c>./bandeng keys rotate</c>, <c>list</c> and <c>retire</c>, while the site serves.</summary>
public static class KeysCommands
{
    public static Command Build(CommandHost host) =>
        new("keys", "The keys under which telephone numbers and secrets are closed.")
    {
        Rotate(host),
        List(host),
        Retire(host),
    };

    private static Command Rotate(CommandHost host)
    {
        var command = new Command(
            "rotate", "Make a new key and close everything anew under it, in steps; broken off, run it again.");
        command.SetAction((_, cancel) => host.RunAsync(async services =>
        {
            var done = await services.GetRequiredService<RotateKeys>().RunAsync(
                (column, rows) => Console.Error.WriteLine($"{column}: {rows}"), SecretKeys.Announce, cancel);
            foreach (var fault in done.Faults)
            {
                await Console.Error.WriteLineAsync(fault);
            }

            Console.WriteLine($"key {done.Key}: {done.Rows} closed anew");
            return done.Faults.Count == 0 ? 0 : 1;
        }));
        return command;
    }

    private static Command List(CommandHost host)
    {
        var command = new Command(
            "list", "Which keys there are, and how many rows are closed under the newest and under older ones.");
        command.SetAction((_, cancel) => host.RunAsync(async services =>
        {
            foreach (var line in services.GetRequiredService<SecretKeys>().Lines())
            {
                Console.WriteLine(line);
            }

            foreach (var standing in await services.GetRequiredService<RetireKeys>().LookAsync(cancel))
            {
                Console.WriteLine($"{standing.Column}: {standing.Newest} newest, {standing.Older} older");
            }

            return 0;
        }));
        return command;
    }

    private static Command Retire(CommandHost host)
    {
        var command = new Command("retire", "Throw older keys away, once nothing needs them. Backups keep their own.");
        command.SetAction((_, cancel) => host.RunAsync(async services =>
        {
            Console.WriteLine(
                $"thrown away: {string.Join(", ", await services.GetRequiredService<RetireKeys>().RunAsync(cancel))}");
            return 0;
        }));
        return command;
    }
}
