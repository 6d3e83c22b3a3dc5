using System.CommandLine;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Peers;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Exchange;

/// <summary><c>./bandeng exchange</c>: keys, trust, signed files and mappings from the command line.</summary>
public static class ExchangeCommands
{
    private static readonly Argument<string> Name = new("NAME")
    {
        Description = "The short name of the platform or installation.",
    };

    public static Command Build(CommandHost host) =>
        new("exchange", "Orders of other platforms; matters between two installations.")
    {
        Key(host), Trust(host), Export(host), Import(host), Map(host),
    };

    private static Command Key(CommandHost host)
    {
        var command = new Command(
            "key", "Print this installation's public key; its fingerprint goes to standard error.");
        command.SetAction((_, _) => host.RunAsync(async services =>
        {
            var peers = services.GetRequiredService<Peers.Peers>();
            await Console.Error.WriteLineAsync($"SHA-256 {peers.Fingerprint}");
            await Console.Out.WriteLineAsync(peers.PublicKey);
            return 0;
        }));
        return command;
    }

    private static Command Trust(CommandHost host)
    {
        var key = new Option<string>("--key")
        {
            Description = "A file with the other installation's public key (PEM).",
            Required = true,
        };
        var area = new Option<string>("--area")
        {
            Description = "What is exchanged lies inside this area code.",
            Required = true,
        };
        var title = new Option<string?>("--title") { Description = "What people call it." };
        var body = new Option<string?>("--body")
        {
            Description = "The name of the body whose matters travel; without it we only answer.",
        };
        var command = new Command("trust", "Trust another installation's key.") { Name, key, area, title, body };
        command.SetAction((line, cancel) => host.RunAsync(async services =>
        {
            var place = AreaCode.TryParse(line.GetValue(area), out var read)
                ? read
                : throw new MistakeException("area.unreadable", "--area is an area code.");
            var named = line.GetValue(body) is { } wanted
                ? await BodyAsync(services, wanted, place, cancel)
                : (Guid?)null;
            var peer = Sure(await services.GetRequiredService<Peers.Peers>().TrustAsync(
                new(
                    line.GetValue(Name), line.GetValue(title) ?? line.GetValue(Name), place,
                    await TextFile.ReadAsync(line.GetValue(key)!, cancel), named),
                Viewer.System, cancel));
            await Console.Error.WriteLineAsync(
                $"{peer.Code}: {Kernel.Trail.Roots.SealedFor.Fingerprint(peer.PublicKey!)}");
            return 0;
        }));
        return command;
    }

    private static Command Export(CommandHost host)
    {
        var to = new Option<string?>("--out")
        {
            Description = "The file to write; without it, its own name in this folder.",
        };
        var command = new Command("export", "Make the next signed file for another installation.") { Name, to };
        command.SetAction((line, cancel) => host.RunAsync(async services =>
        {
            var peer = await PlatformAsync(services, line.GetValue(Name)!, cancel);
            var written = Sure(await services.GetRequiredService<WritePacket>().RunAsync(peer, Viewer.System, cancel));
            var path = line.GetValue(to) ?? written.FileName;
            await File.WriteAllTextAsync(path, written.Text, cancel);
            await Console.Error.WriteLineAsync(
                $"{path}: file {written.Number}, {written.Orders} orders, {written.Answers} answers{(written.IsAgain ? ", once more" : "")}");
            return 0;
        }));
        return command;
    }

    private static Command Import(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A signed file of another installation." };
        var command = new Command("import", "Read a signed file of another installation.") { file };
        command.SetAction((line, cancel) => host.RunAsync(async services =>
        {
            var text = await TextFile.ReadAsync(line.GetValue(file)!, cancel);
            var brought = Sure(await services.GetRequiredService<ReadPacket>().RunAsync(text, Viewer.System, cancel));
            await Console.Error.WriteLineAsync(brought.IsAgain
                ? $"{brought.From}: file {brought.Number} was read before; nothing changed"
                : $"{brought.From}: file {brought.Number}, {brought.Orders} orders, {brought.Answers} answers, {brought.Missed} of them noted only");
            return 0;
        }));
        return command;
    }

    private static Command Map(CommandHost host)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "A mapping as JSON; without it the present one is printed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("mapping", "Print the mapping of a platform, or take one from a pack.")
        {
            Name,
            file,
        };
        command.SetAction((line, cancel) => host.RunAsync(async services =>
        {
            var (platform, book) = (await PlatformAsync(services, line.GetValue(Name)!, cancel), services.GetRequiredService<MappingBook>());
            if (line.GetValue(file) is not { } path)
            {
                await Console.Out.WriteLineAsync((await book.OfAsync(platform.Id, cancel)).Mapping.ToJson());
                return 0;
            }

            var mapping = Sure(OrderMapping.Parse(await TextFile.ReadAsync(path, cancel)));
            var held = Sure(await book.SaveAsync(platform, mapping, Viewer.System, cancel));
            await Console.Error.WriteLineAsync(
                $"{platform.Code}: version {held.Version} from {held.ValidFrom:yyyy-MM-dd}");
            return 0;
        }));
        return command;
    }

    private static async Task<Platform> PlatformAsync(
        IServiceProvider services, string name, CancellationToken cancel) =>
        await services.GetRequiredService<Platforms.Platforms>()
            .FindAsync(name, Permission.ManageRules, Viewer.System, cancel)
        ?? throw new MistakeException("exchange.unknown", $"There is no platform {name}.");

    private static async Task<Guid> BodyAsync(
        IServiceProvider services, string name, AreaCode area, CancellationToken cancel) =>
        (await services.GetRequiredService<IBodies>().HandlingAsync(area, cancel))
            .FirstOrDefault(body => body.Name == name)?.Id
        ?? throw new MistakeException("exchange.body", $"No body {name} takes matters of {area}.");

    private static T Sure<T>(Result<T> result)
        where T : notnull =>
            result.TryGet(out var value, out var refusal)
                ? value
                : throw new MistakeException(refusal.Code, refusal.Message);
}
