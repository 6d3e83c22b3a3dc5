using Bandeng.Kernel;
using Bandeng.Organizations.Door;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages;

/// <summary>A telephone number or mail address, a code sent to it, and the person is in.</summary>
[OpenToAll]
internal sealed class SignInCodeModel(SignInByCode signInByCode) : FormPage
{
    public const string ByMail = "mail";

    /// <summary>The number or address as typed.</summary>
    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>For which of the two the field is laid out.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    public bool IsSent { get; private set; }

    public bool IsMail => string.IsNullOrWhiteSpace(To) ? By == ByMail : CodeTo.IsMail(To);

    public string OtherWay =>
        $"/sign-in/code?{(IsMail ? "" : "by=mail&")}returnUrl={Uri.EscapeDataString(ReturnUrl ?? "/")}";

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancel)
    {
        if (CodeTo.Read(To).TryGet(out var address, out var refusal))
        {
            // Asked too often, the code sent a moment ago may still be typed in.
            IsSent = (await signInByCode.AskAsync(address, HttpContext.Client(), cancel)).TryGet(out _, out refusal)
                || refusal.Kind is RefusalKind.Conflict;
        }

        Refusal = refusal;
        return Page();
    }

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancel)
    {
        if (!CodeTo.Read(To).TryGet(out var address, out var refusal)
            || !(await signInByCode.RunAsync(address, Code, cancel)).TryGet(out var signIn, out refusal))
        {
            (Refusal, IsSent) = (refusal, true);
            return Page();
        }

        return await HttpContext.PassedAsync(signIn)
            ? LocalRedirect(Home(ReturnUrl))
            : RedirectToPage("/TwoFactor", new { ReturnUrl });
    }

    protected override string? FieldOf(string code) => code == "code.wrong" ? "Code" : "To";
}
