using System.CommandLine;
using System.Net;
using System.Net.Sockets;
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
        if (args is [])
        {
            Check(Site.AddressOf(new ConfigurationBuilder().AddEnvironmentVariables().Build()));

            // Nobody waits for it: what it cannot do is told by who needs it.
            _ = Task.Run(Modules.PrepareModel);
        }

        var app = Site.Build(args);

        // Beside each other: each takes a second of one core.
        var upgrade = Task.Run(() => Modules.MigrateAsync(app.Services));
        Site.LayPipeline(app);
        await (args is [] ? StartingDoor.WhileAsync(upgrade, app) : upgrade);
        try
        {
            await app.RunAsync();
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw Wrong(failure.Message);
        }

        return 0;
    });

    // Looked at before anything is built: whoever mistyped an address, or starts a second time, gets one line of words.
    private static void Check(string addresses)
    {
        foreach (var address in addresses.Split(
            ';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                var read = BindingAddress.Parse(address);
                if (read.Scheme is not ("http" or "https"))
                {
                    throw Wrong($"'{address}' is no address like http://127.0.0.1:5080.");
                }

                if (!read.IsUnixPipe && !read.IsNamedPipe)
                {
                    using var door = new TcpListener(Named(read.Host), read.Port);
                    door.Start();
                }
            }
            catch (FormatException)
            {
                throw Wrong($"'{address}' is no address like http://127.0.0.1:5080.");
            }
            catch (SocketException failure)
            {
                throw Wrong($"{address} cannot be had: {failure.Message}.");
            }
        }
    }

    private static IPAddress Named(string host) =>
        host == "localhost"
            ? IPAddress.Loopback
            : IPAddress.TryParse(host.Trim('[', ']'), out var known) ? known
            : IPAddress.Any;

    private static MistakeException Wrong(string why) => new("serve.address", $"{why} Set BANDENG_URLS to another.");
}
