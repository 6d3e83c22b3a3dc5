using Bandeng.Kernel;
using Bandeng.Organizations.Door;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages;

/// <summary>A new number or mail address counts once the code sent to it was typed in.</summary>
internal abstract class ProvePage(SignInCodes codes) : FormPage
{
    /// <summary>The number or address as typed.</summary>
    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public bool IsSent { get; private set; }

    protected Guid Me => HttpContext.Viewer().PersonId!.Value;

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancel)
    {
        if (Read(To).TryGet(out var address, out var refusal))
        {
            // Asked too often, the code sent a moment ago may still be typed in.
            IsSent = (await codes.SendAsync(new(address, Me), HttpContext.Client(), cancel)).TryGet(out _, out refusal)
                || refusal.Kind is RefusalKind.Conflict;
        }

        Refusal = refusal;
        return Page();
    }

    public async Task<IActionResult> OnPostTakeAsync(CancellationToken cancel)
    {
        if (Read(To).TryGet(out var address, out var refusal)
            && (await TakeAsync(address, cancel)).TryGet(out _, out refusal))
        {
            return LocalRedirect("/account");
        }

        (Refusal, IsSent) = (refusal, true);
        return Page();
    }

    protected abstract Result<string> Read(string? typed);

    protected abstract Task<Result<Person>> TakeAsync(string address, CancellationToken cancel);

    protected override string? FieldOf(string code) => code == "code.wrong" ? "Code" : "To";
}
