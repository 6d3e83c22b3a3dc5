using Bandeng.Kernel;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;

namespace Bandeng.Organizations.Pages;

/// <summary>One's own telephone number.</summary>
[Access]
internal sealed class AccountPhoneModel(SignInCodes codes, OwnAddresses mine) : ProvePage(codes)
{
    protected override Result<string> Read(string? typed) => PhoneNumber.Normalize(typed);

    protected override Task<Result<Person>> TakeAsync(string address, CancellationToken cancel) =>
        mine.CallAtAsync(Me, address, Code, cancel);
}
