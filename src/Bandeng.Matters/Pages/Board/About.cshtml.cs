using System.Reflection;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail.Roots;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Board;

/// <summary>What this is, and which version runs.</summary>
[OpenToAll]
internal sealed class AboutModel(ListRoots roots) : PageModel
{
    /// <summary>The newest root of the trail; null before the first day has ended.</summary>
    public ChainRoot? Root { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) =>
        Root = await roots.RunAsync(null, 1, cancel) is [var newest] ? newest : null;

    /// <summary>Number and, behind a plus, the beginning of the commit.</summary>
    public static string Version { get; } = Shortened(
        typeof(AboutModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "");

    private static string Shortened(string version) =>
        version.Split('+') is [var number, { Length: > 8 } commit] ? $"{number}+{commit[..8]}" : version;
}
