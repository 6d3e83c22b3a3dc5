using Bandeng.Kernel;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages;

/// <summary>One's own mail address: entered, changed, taken away.</summary>
[Access]
internal sealed class AccountMailModel(SignInCodes codes, OwnAddresses mine) : ProvePage(codes)
{
    public async Task<IActionResult> OnPostForgetAsync(CancellationToken cancel)
    {
        await mine.ForgetMailAsync(Me, cancel);
        return LocalRedirect("/account");
    }

    protected override Result<string> Read(string? typed) => Mailbox.Normalize(typed);

    protected override Task<Result<Person>> TakeAsync(string address, CancellationToken cancel) =>
        mine.WriteToAsync(Me, address, Code, cancel);
}
