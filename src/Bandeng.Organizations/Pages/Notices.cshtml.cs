using Bandeng.Kernel;
using Bandeng.Organizations.Messages;
using Bandeng.Organizations.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Organizations.Pages;

/// <summary>What the person signed in has been told, newest first.</summary>
[Access]
internal sealed class NoticesModel(MyNotices mine, NoticeWording words) : PageModel
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

    public string Sentence(string code) => words.Sentence(code);
}
