using Bandeng.Kernel;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Bandeng.Matters.Pages.Board;

/// <summary>How it goes, what the words mean, who sees what, what is not held: for residents, in plain words.</summary>
[OpenToAll]
[OutputCache(PolicyName = BoardCache.Policy)]
internal sealed class HelpModel : PageModel
{
    /// <summary>Each with a text <c>help.go.N</c>.</summary>
    public const int Steps = 5;

    public static IReadOnlyList<string> Words { get; } =
        ["accepted", "dispatched", "signed", "limit", "overdue", "suspended", "returned", "checked", "settled", "unconfirmed", "voice", "code"];

    public static IReadOnlyList<string> Readers { get; } = ["everyone", "you", "handler", "office", "record"];

    public static IReadOnlyList<string> NotHeld { get; } = ["groups", "tracks", "ranking", "face", "others"];
}
