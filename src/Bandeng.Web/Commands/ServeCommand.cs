using System.CommandLine;
using Bandeng.Kernel.CommandLine;
using Microsoft.AspNetCore.Connections;

namespace Bandeng.Web.Commands;

/// <summary><c>./bandeng serve</c>: the site, until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var command = new Command("serve", "Serve the site on BANDENG_URLS (http://127.0.0.1:5080).");
        command.SetAction((_, _) => ServeAsync([]));
        return command;
    }

    public static Task<int> ServeAsync(string[] args) => CommandHost.GuardAsync(async () =>
    {
        var app = Site.Build(args);
        var upgrade = Modules.MigrateAsync(app.Services);
        await (args is [] ? StartingDoor.WhileAsync(upgrade, app) : upgrade);
        try
        {
            await app.RunAsync();
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new MistakeException("serve.address", $"{failure.Message} Set BANDENG_URLS to another.");
        }

        return 0;
    });
}
