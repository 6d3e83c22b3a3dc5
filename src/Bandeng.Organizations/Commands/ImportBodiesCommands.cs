using System.CommandLine;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Organizations.UseCases;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations;

/// <summary><c>./bandeng import bodies FILE</c> and <c>import posts FILE</c>.</summary>
public static class ImportBodiesCommands
{
    private const string Files = "CSV (UTF-8 or GBK) or .xlsx.";

    public static Command Bodies(CommandHost host) => ImportListCommand.Build(
        host, "bodies", "Bring in bodies, a row each; may be run again.", Files,
        (call, cancel) => call.Services.GetRequiredService<ImportBodies>().RunAsync(call.List, Viewer.System, cancel));

    public static Command Posts(CommandHost host) => ImportListCommand.Build(
        host, "posts", "Bring in posts, a row each with its holder; may be run again.", Files,
        (call, cancel) => call.Services.GetRequiredService<ImportPosts>().RunAsync(call.List, Viewer.System, cancel));
}
