using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Bandeng.Kernel.Html;

/// <summary>
/// A form in which something stood that cannot be read. Nothing of it was done; it is shown again as it was typed, with
/// what is wrong at its field.
/// </summary>
/// <param name="Typed">All that was sent.</param>
/// <param name="Handler">Which of the page's forms it was, or null for the one without a name.</param>
/// <param name="Faults">What is said of each field, by its name in whatever case.</param>
/// <param name="Since">Ids made from then on are new ones of the page that is shown again.</param>
public sealed record UnreadForm(
    IFormCollection Typed, string? Handler, IReadOnlyDictionary<string, string> Faults, DateTimeOffset Since)
{
    public static UnreadForm? Of(HttpContext context) => context.Items[typeof(UnreadForm)] as UnreadForm;

    /// <summary>From here on the pages of this request show it.</summary>
    public void ShowAgain(HttpContext context) => context.Items[typeof(UnreadForm)] = this;

    /// <summary>Where the summary leads: the line above the field.</summary>
    internal static string LineOf(string field) =>
        "unread-" + TagBuilder.CreateSanitizedId(field, "_").ToLowerInvariant();
}
