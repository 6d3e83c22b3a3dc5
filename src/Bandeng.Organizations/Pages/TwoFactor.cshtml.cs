using Bandeng.Kernel;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages;

/// <summary>The second question at sign-in: a code from the app, or a recovery code.</summary>
[OpenToAll]
internal sealed class TwoFactorModel(SecondFactor second) : FormPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await HttpContext.OwesSecondAsync() is null ? LocalRedirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await HttpContext.OwesSecondAsync() is not { } personId)
        {
            return LocalRedirect("/sign-in");
        }

        if (!(await second.CheckAsync(personId, Code, cancel)).TryGet(out var signIn, out var refusal))
        {
            Refusal = refusal;
            return Page();
        }

        await HttpContext.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await HttpContext.SignInAsync(signIn);
        return LocalRedirect(Home(ReturnUrl));
    }

    protected override string? FieldOf(string code) => "Code";
}
