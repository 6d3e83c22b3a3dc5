using System.CommandLine;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Organizations.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations;

/// <summary><c>./bandeng import NAME FILE</c> for lists that are also taken at <c>/lists/NAME</c>.</summary>
public static class ImportKindCommand
{
    /// <param name="name">Of the list, as its kind has it.</param>
    /// <param name="says">One line of help.</param>
    public static Command Build(CommandHost host, string name, string says) => ImportListCommand.Build(
        host, name, says, "CSV (UTF-8 or GBK) or .xlsx.",
        (call, cancel) =>
            call.Services.GetServices<IListKind>().Single(kind => kind.Name == name)
                .RunAsync(call.List, Viewer.System, cancel));
}
