using Bandeng.Kernel;
using Bandeng.Organizations.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Pages;

/// <summary>What the person signed in has been told, newest first.</summary>
[Access]
internal sealed class NoticesModel(MyNotices mine, IEnumerable<INoticeWords> words, IStringLocalizer<OrganizationsText> own)
    : PageModel
{
    public IReadOnlyList<NoticeRow> Notices { get; private set; } = [];

    /// <summary>From which notice the next page goes on; null on the last.</summary>
    public Guid? Older { get; private set; }

    public async Task OnGetAsync(Guid? before, CancellationToken cancel)
    {
        Notices = await mine.RunAsync(HttpContext.Viewer().PersonId!.Value, before, cancel);
        Older = Notices.Count == MyNotices.Page ? Notices[^1].Id : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await mine.MarkReadAsync(HttpContext.Viewer().PersonId!.Value, cancel);
        return LocalRedirect("/notices");
    }

    /// <summary>The sentence of a code, from the module that told it.</summary>
    public string Sentence(string code) => words.Select(module => module.Sentence(code)).FirstOrDefault(text => text is not null)
        ?? (own[code] is { ResourceNotFound: false } text ? text.Value : "");
}
