using System.Reflection;
using Bandeng.Kernel;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Board;

/// <summary>What this is, and which version runs.</summary>
[OpenToAll]
internal sealed class AboutModel : PageModel
{
    /// <summary>Number and, behind a plus, the beginning of the commit.</summary>
    public static string Version { get; } = Shortened(
        typeof(AboutModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");

    private static string Shortened(string version) =>
        version.Split('+') is [var number, { Length: > 8 } commit] ? $"{number}+{commit[..8]}" : version;
}
