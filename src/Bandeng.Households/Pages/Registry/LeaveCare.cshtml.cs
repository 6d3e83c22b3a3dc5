using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>
/// 不再担任: the last day of a head, and who takes over; without anybody there is a hole from the day after.
/// </summary>
[Access(Permission.KeepCare)]
internal sealed class LeaveCareModel(ReadCare care, IPosts posts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public Guid? Heir { get; set; }

    public CarePost Post { get; private set; } = null!;

    /// <summary>Those in the community who hold the same kind of post.</summary>
    public IReadOnlyList<CarePost> Others { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await care.PostAsync(Id, Today, cancel) is not { } post
            || !posts.MayAppoint(HttpContext.Viewer(), post.Role, post.AreaCode))
        {
            return NotFound();
        }

        (Post, LastDay) = (post, LastDay ?? Today);
        Version = Request.HasFormContentType ? Version : post.Version;
        Others =
        [
            .. (await care.PostsAsync(post.AreaCode.Community, Today, cancel))
                .Where(one => one.Role == post.Role && one.PersonId != post.PersonId && one.GoesOnAfter(Today))
                .DistinctBy(one => one.PersonId),
        ];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var ended = await posts.EndAsync(Id, Version, LastDay ?? Today, Heir, HttpContext.Viewer(), cancel);
        if (!ended.TryGet(out _, out var refusal))
        {
            Refusal = refusal;
            return await OnGetAsync(cancel);
        }

        return await care.PostAsync(Id, Today, cancel) is { } post
            ? LocalRedirect($"/registry/care?area={post.AreaCode.Community}")
            : LocalRedirect("/registry/care");
    }
}
