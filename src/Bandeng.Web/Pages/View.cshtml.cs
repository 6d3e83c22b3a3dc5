using Bandeng.Kernel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Web.Pages;

/// <summary>Remembers whether a person wants large type, signed in or not.</summary>
/// <remarks>
/// Without a guard against foreign forms: pages kept for everybody carry no token, and nothing but a look can be
/// changed.
/// </remarks>
[OpenToAll]
[IgnoreAntiforgeryToken]
internal sealed class ViewModel : PageModel
{
    public IActionResult OnPost(string choice, string? returnUrl)
    {
        ElderView.Choose(Response, choice == "elder");
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
