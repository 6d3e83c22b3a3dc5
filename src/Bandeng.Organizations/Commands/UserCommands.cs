using System.CommandLine;
using System.Security.Cryptography;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Organizations.UseCases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations;

/// <summary><c>./bandeng user …</c>: who signs in, the first administrator before anybody can.</summary>
public static class UserCommands
{
    private static readonly Option<string> Name = new("--name") { Description = "The sign-in name.", Required = true };

    private static readonly Option<bool> PasswordStdin = new("--password-stdin")
    {
        Description = "Read the password from standard input; without it one is made and printed once.",
    };

    public static Command Build(CommandHost host) => new("user", "Who may sign in.")
    {
        Add(host),
        List(host),
        Password(host),
        Lock(host),
    };

    private static Command Add(CommandHost host)
    {
        var display = new Option<string>("--display")
        {
            Description = "The person's name as others see it.",
            Required = true,
        };
        var role = new Option<Role?>("--role") { Description = "The role of their first post." };
        var area = new Option<string?>("--area") { Description = "Where the post counts: an area code." };
        var body = new Option<Guid?>("--body") { Description = "The body the post is in." };
        var command = new Command(
            "add", "Enter a person who signs in by name and password, with a post if a role is given.")
        {
            Name, display, role, area, body, PasswordStdin,
        };
        command.SetAction((line, cancel) => host.RunAsync(async services =>
        {
            var (password, made) = await ReadPasswordAsync(line.GetValue(PasswordStdin));
            var person = Sure(await services.GetRequiredService<AddUser>().RunAsync(
                new(
                    line.GetValue(Name), line.GetValue(display), password, line.GetValue(role),
                    ReadArea(line.GetValue(area)), line.GetValue(body)),
                cancel));
            await TellAsync(person.Name, made ? password : null);
            return 0;
        }));
        return command;
    }

    private static Command List(CommandHost host)
    {
        var command = new Command("list", "Sign-in names, people and whether they are locked, by tabs.");
        command.SetAction((_, cancel) => host.RunAsync(async services =>
        {
            foreach (var row in await services.GetRequiredService<Queries.ListSignIns>().RunAsync(cancel))
            {
                await Console.Out.WriteLineAsync(
                    $"{row.UserName}\t{row.Name}\t{row.Roles}\t{(row.IsLocked ? "locked" : "")}");
            }

            return 0;
        }));
        return command;
    }

    private static Command Password(CommandHost host)
    {
        var command = new Command("password", "Set a new password; signs out everywhere.") { Name, PasswordStdin };
        command.SetAction((line, cancel) => host.RunAsync(async services =>
        {
            var (password, made) = await ReadPasswordAsync(line.GetValue(PasswordStdin));
            var name = line.GetValue(Name)!;
            var personId = await services.SignInOfAsync(name, cancel);
            var person = Sure(await services.GetRequiredService<GiveSignIn>()
                .RunAsync(new(personId, name, password), Viewer.System, cancel));
            await TellAsync(person.Name, made ? password : null);
            return 0;
        }));
        return command;
    }

    private static Command Lock(CommandHost host)
    {
        var open = new Option<bool>("--open") { Description = "Open it again." };
        var command = new Command("lock", "Lock a sign-in at once and everywhere, tokens included.") { Name, open };
        command.SetAction((line, cancel) => host.RunAsync(async services =>
        {
            var personId = await services.SignInOfAsync(line.GetValue(Name)!, cancel);
            Sure(await services.GetRequiredService<LockSignIn>()
                .RunAsync(personId, !line.GetValue(open), Viewer.System, cancel));
            return 0;
        }));
        return command;
    }

    internal static async Task<Guid> SignInOfAsync(
        this IServiceProvider services, string userName, CancellationToken cancel)
    {
        var name = SignIns.SignIn.NormalizeName(userName);
        return await services.GetRequiredService<BandengDb>()
            .SignIns.SingleOrDefaultAsync(s => s.NormalizedUserName == name, cancel)
            is { } signIn
                ? signIn.PersonId
                : throw new MistakeException("user.unknown", $"Nobody signs in as '{userName}'.");
    }

    internal static T Sure<T>(Result<T> result)
        where T : notnull => result.TryGet(out var value, out var refusal)
            ? value
            : throw new MistakeException(refusal.Code, refusal.Message);

    private static AreaCode? ReadArea(string? text) => text is null
        ? null
        : AreaCode.TryParse(text, out var area)
            ? area
            : throw new MistakeException("area.unreadable", $"'{text}' is not an area code.");

    private static async Task<(string Password, bool Made)> ReadPasswordAsync(bool fromStdin) => fromStdin
        ? ((await Console.In.ReadLineAsync() ?? "").TrimEnd('\r'), false)
        : (RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16), true);

    // The words go to standard error, a made password alone to standard output.
    private static async Task TellAsync(string name, string? password)
    {
        if (password is not null)
        {
            await Console.Error.WriteLineAsync($"The password of {name}, shown this once:");
            await Console.Out.WriteLineAsync(password);
        }
    }
}
