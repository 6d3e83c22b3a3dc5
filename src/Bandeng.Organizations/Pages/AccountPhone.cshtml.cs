using Bandeng.Kernel;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages;

/// <summary>A new telephone number counts once the code sent to it was typed in.</summary>
[Access]
internal sealed class AccountPhoneModel(SignInCodes codes, OwnAccount account) : FormPage
{
    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public bool IsSent { get; private set; }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancel)
    {
        if (PhoneNumber.Normalize(Phone).TryGet(out var number, out var refusal))
        {
            var address = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
            IsSent = (await codes.SendAsync(number, address, cancel)).TryGet(out _, out refusal)
                || refusal.Kind is RefusalKind.Conflict;
        }

        Refusal = refusal;
        return Page();
    }

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancel)
    {
        if (PhoneNumber.Normalize(Phone).TryGet(out var number, out var refusal)
            && (await account.CallAtAsync(HttpContext.Viewer().PersonId!.Value, number, Code, cancel)).TryGet(out _, out refusal))
        {
            return LocalRedirect("/account");
        }

        (Refusal, IsSent) = (refusal, true);
        return Page();
    }

    protected override string? FieldOf(string code) => code == "code.wrong" ? "Code" : "Phone";
}
