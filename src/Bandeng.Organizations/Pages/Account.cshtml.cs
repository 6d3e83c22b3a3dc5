using Bandeng.Kernel;
using Bandeng.Organizations.Door;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages;

/// <summary>What everyone may see and change of their own account.</summary>
[Access]
internal sealed class AccountModel(
    OwnAccount account, OwnTokens tokens, SecondFactor second, Sessions sessions, PersonCard card,
    AreaNames areas) : FormPage
{
    private Func<AreaCode, string> _areaName = code => code.ToString();

    public PersonCard.Card Person { get; private set; } = null!;

    public IReadOnlyList<Token> Tokens { get; private set; } = [];

    public IReadOnlyList<HeldPost> Posts => HttpContext.Viewer().Posts;

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public Guid? ThisSession => User.SessionId();

    public bool TwoFactor { get; private set; }

    /// <summary>A token just made; shown this once, in the answer to the form itself.</summary>
    public string? NewToken { get; private set; }

    /// <summary>It is shown as the address of a calendar.</summary>
    public bool IsCalendar { get; private set; }

    private Guid Me => HttpContext.Viewer().PersonId!.Value;

    public string AreaName(AreaCode code) => _areaName(code);

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostNameAsync(string? name, CancellationToken cancel) =>
        await AnswerAsync(await account.RenameAsync(Me, name, cancel), cancel);

    public async Task<IActionResult> OnPostPasswordAsync(string? old, string? password, CancellationToken cancel)
    {
        var result = await account.ChangePasswordAsync(Me, old, password, cancel);
        if (result.TryGet(out _, out _))
        {
            // Everything else is signed out; this browser stays.
            await sessions.KeepAsync(Me, ThisSession, cancel);
        }

        return await AnswerAsync(result, cancel);
    }

    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken cancel)
    {
        await account.SignOutEverywhereAsync(Me, cancel);
        return LocalRedirect("/sign-in");
    }

    public async Task<IActionResult> OnPostOthersAsync(CancellationToken cancel)
    {
        await account.SignOutEverywhereAsync(Me, cancel);
        await sessions.KeepAsync(Me, ThisSession, cancel);
        return LocalRedirect("/account#sessions");
    }

    public async Task<IActionResult> OnPostEndSessionAsync(Guid id, CancellationToken cancel)
    {
        await sessions.EndAsync(Me, id, cancel);
        return LocalRedirect("/account#sessions");
    }

    public async Task<IActionResult> OnPostTwoFactorOffAsync(string? code, CancellationToken cancel)
    {
        var result = await second.CheckAsync(Me, code, cancel);
        if (result.TryGet(out _, out _))
        {
            await second.DisableAsync(Me, cancel);
            await sessions.KeepAsync(Me, ThisSession, cancel);
        }

        return await AnswerAsync(result, cancel);
    }

    public async Task<IActionResult> OnPostTokenAsync(string? scope, CancellationToken cancel)
    {
        if ((await tokens.IssueAsync(Me, scope, null, HttpContext.Viewer(), cancel))
            .TryGet(out var text, out var refusal))
        {
            (NewToken, IsCalendar) = (text, scope == TokenScope.Calendar);
        }

        Refusal = refusal;
        await LoadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancel)
    {
        await tokens.RevokeAsync(Me, id, HttpContext.Viewer(), cancel);
        return LocalRedirect("/account");
    }

    protected override string? FieldOf(string code) => code switch
    {
        "person.name" or "person.renames" => "Name",
        "password.old" => "Old",
        "password.short" => "Password",
        "two-factor.wrong" => "Code",
        "token.scope" => "Scope",
        _ => null,
    };

    private async Task<IActionResult> AnswerAsync<T>(Result<T> result, CancellationToken cancel)
        where T : notnull
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect("/account");
        }

        Refusal = refusal;
        await LoadAsync(cancel);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Person = (await card.RunAsync(Me, cancel))!;
        Tokens = await tokens.ListAsync(Me, cancel);
        Sessions = await sessions.ListAsync(Me, cancel);
        TwoFactor = await second.IsOnAsync(Me, cancel);
        _areaName = await areas.OfAsync(Posts.Select(post => post.Area), cancel);
    }
}
