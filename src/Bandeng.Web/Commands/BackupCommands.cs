using System.CommandLine;
using Bandeng.Kernel.Backups;
using Bandeng.Kernel.CommandLine;

namespace Bandeng.Web.Commands;

/// <summary><c>./bandeng backup FILE</c> while it serves, <c>./bandeng restore FILE</c> on an empty machine.</summary>
internal static class BackupCommands
{
    public static Command Backup(CommandHost host)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The archive to write; guard it as you guard the server.",
        };
        var command = new Command("backup", "Write database, files and keys into one archive; people go on working.")
        {
            file,
        };
        command.SetAction((arguments, cancel) => host.RunAsync(async services =>
            await SayAsync(
                await services.GetRequiredService<Backup>().RunAsync(arguments.GetValue(file)!, Tell, cancel))));
        return command;
    }

    public static Command Restore(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "An archive of ./bandeng backup, from either engine." };
        var command = new Command("restore", "Put a backup into an empty BANDENG_DATABASE and BANDENG_DATA.") { file };
        command.SetAction((arguments, cancel) => host.RunAsync(
            async services =>
                await SayAsync(
                    await services.GetRequiredService<Restore>().RunAsync(arguments.GetValue(file)!, Tell, cancel)),
            needsSchema: false));
        return command;
    }

    private static void Tell(string table, long rows) => Progress.Show($"{table}: {rows}");

    private static async Task<int> SayAsync(BackupManifest manifest)
    {
        Progress.End();
        await Console.Error.WriteLineAsync(
            $"{manifest.Rows} rows of {manifest.Tables.Count} tables and {manifest.Files.Count} files, each held against its digest.");
        return 0;
    }
}
