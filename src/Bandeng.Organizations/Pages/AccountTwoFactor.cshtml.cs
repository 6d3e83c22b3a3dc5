using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations.Door;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Mvc;
using QRCoder;

namespace Bandeng.Organizations.Pages;

/// <summary>Scan the code with an authenticator app, type one code of it, keep the recovery codes.</summary>
[Access]
internal sealed class AccountTwoFactorModel(SecondFactor second, SecretBox box, Sessions sessions) : FormPage
{
    /// <summary>
    /// The proposed key travels closed in the form; nothing is kept until the app has shown that it knows it.
    /// </summary>
    [BindProperty]
    public string? ClosedKey { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public string Key { get; private set; } = "";

    /// <summary>An SVG in Base64.</summary>
    public string QrCode { get; private set; } = "";

    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    private Guid Me => HttpContext.Viewer().PersonId!.Value;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await second.IsOnAsync(Me, cancel))
        {
            return LocalRedirect("/account");
        }

        Show(Totp.NewKey());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        // Whoever has the second factor on switches it off first, with a code.
        if (await second.IsOnAsync(Me, cancel) || OpenKey() is not { } key)
        {
            return LocalRedirect("/account/two-factor");
        }

        if ((await second.EnableAsync(Me, key, Code, cancel)).TryGet(out var codes, out var refusal))
        {
            // Everything else is signed out; this browser stays.
            await sessions.KeepAsync(Me, User.SessionId(), cancel);
            RecoveryCodes = codes;
            return Page();
        }

        Refusal = refusal;
        Show(key);
        return Page();
    }

    protected override string? FieldOf(string code) => "Code";

    // Closed for this person: a form cannot bring another's key.
    private string? OpenKey() =>
        box.Unprotect(ClosedKey)?.Split(' ') is [var owner, var key] && owner == Me.ToString() ? key : null;

    private void Show(string key)
    {
        Key = key;
        ClosedKey = box.Protect($"{Me} {key}");
        using var code = QRCodeGenerator.GenerateQrCode(
            Totp.Address(key, HttpContext.Viewer().Name), QRCodeGenerator.ECCLevel.M);
        QrCode = Convert.ToBase64String(Encoding.UTF8.GetBytes(new SvgQRCode(code).GetGraphic(4)));
    }
}
