using System.CommandLine;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations;

/// <summary><c>./bandeng token create</c>: a token for a program, printed alone.</summary>
public static class TokenCommands
{
    public static Command Build(CommandHost host)
    {
        var user = new Option<string>("--user") { Description = "Whose token: a sign-in name.", Required = true };
        var scope = new Option<string>("--scope")
        {
            Description = string.Join(", ", TokenScope.All) + ".",
            Required = true,
        };
        var days = new Option<int?>("--days") { Description = "How long it lasts; without it, until it is revoked." };
        var create = new Command("create", "Make a token and print it, alone and once.") { user, scope, days };
        create.SetAction((line, cancel) => host.RunAsync(async services =>
        {
            var personId = await services.SignInOfAsync(line.GetValue(user)!, cancel);
            var lasts = line.GetValue(days) is { } number ? TimeSpan.FromDays(number) : (TimeSpan?)null;
            await Console.Out.WriteLineAsync(UserCommands.Sure(await services.GetRequiredService<OwnTokens>()
                .IssueAsync(personId, line.GetValue(scope), lasts, Viewer.System, cancel)));
            return 0;
        }));
        return new Command("token", "Tokens for programs that use the API.") { create };
    }
}
