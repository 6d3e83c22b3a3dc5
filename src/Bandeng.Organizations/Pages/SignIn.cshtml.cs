using Bandeng.Kernel;
using Bandeng.Organizations.Door;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages;

/// <summary>Name and password in, cookie out.</summary>
[OpenToAll]
internal sealed class SignInModel(Passwords passwords, Sessions sessions) : FormPage
{
    // One answer for a wrong name, a wrong password and a locked sign-in: it tells a stranger nothing.
    private static readonly Refusal Refused = new(RefusalKind.Invalid, "sign-in.refused",
        "Name and password do not belong together, or there were too many tries. Wait 15 minutes, or sign in by a code.");

    [BindProperty]
    public SignInInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public sealed class SignInInput
    {
        public string? Name { get; set; }

        public string? Password { get; set; }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await passwords.CheckAsync(Input.Name, Input.Password, cancel) is not { } signIn)
        {
            Refusal = Refused;
            return Page();
        }

        return await HttpContext.PassedAsync(signIn)
            ? LocalRedirect(Home(ReturnUrl))
            : RedirectToPage("/TwoFactor", new { ReturnUrl });
    }

    public async Task<IActionResult> OnPostOutAsync(CancellationToken cancel)
    {
        if (HttpContext.Viewer().PersonId is { } me && User.SessionId() is { } session)
        {
            await sessions.EndAsync(me, session, cancel);
        }

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return LocalRedirect("/sign-in");
    }

    protected override string? FieldOf(string code) => "Input_Name";
}
