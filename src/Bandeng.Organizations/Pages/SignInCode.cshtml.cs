using Bandeng.Kernel;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages;

/// <summary>A telephone number, a code sent to it, and the person is in; a resident is known from then on.</summary>
[OpenToAll]
internal sealed class SignInCodeModel(SignInCodes codes, SignInByCode signInByCode) : FormPage
{
    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool IsSent { get; private set; }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancel)
    {
        if (PhoneNumber.Normalize(Phone).TryGet(out var number, out var refusal))
        {
            var address = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
            // Asked too often, the code sent a moment ago may still be typed in.
            IsSent = (await codes.SendAsync(number, address, cancel)).TryGet(out _, out refusal)
                || refusal.Kind is RefusalKind.Conflict;
        }

        Refusal = refusal;
        return Page();
    }

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancel)
    {
        if (!PhoneNumber.Normalize(Phone).TryGet(out var number, out var refusal)
            || !(await signInByCode.RunAsync(number, Code, cancel)).TryGet(out var signIn, out refusal))
        {
            (Refusal, IsSent) = (refusal, true);
            return Page();
        }

        return await HttpContext.PassedAsync(signIn)
            ? LocalRedirect(Home(ReturnUrl))
            : RedirectToPage("/TwoFactor", new { ReturnUrl });
    }

    protected override string? FieldOf(string code) => code == "code.wrong" ? "Code" : "Phone";
}
