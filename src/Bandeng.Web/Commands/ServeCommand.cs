using System.CommandLine;

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

    public static async Task<int> ServeAsync(string[] args)
    {
        var app = Site.Build(args);
        await Modules.MigrateAsync(app.Services);
        await app.RunAsync();
        return 0;
    }
}
