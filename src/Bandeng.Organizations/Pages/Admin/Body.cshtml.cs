using Bandeng.Kernel;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>One body: its name and telephone, whether it takes matters, who works there.</summary>
[Access(Permission.ManagePeople)]
internal sealed class BodyModel(BandengDb db, IBodies bodies, ChangeBody change) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public BodyOnFile Body { get; private set; } = null!;

    public IReadOnlyList<Member> Members { get; private set; } = [];

    public string? TypedName { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await db.Bodies.AsNoTracking().SingleOrDefaultAsync(body => body.Id == Id, cancel) is not { } found)
        {
            return NotFound();
        }

        Body = found;
        Members = await bodies.MembersAsync(Id, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        long version, string? name, string? phone, bool takesMatters, DateOnly? lastDay, CancellationToken cancel)
    {
        var request = new ChangeBody.Request(Id, version, name, phone, takesMatters, lastDay);
        if ((await change.RunAsync(request, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/admin/bodies/{Id}");
        }

        (Refusal, TypedName) = (refusal, name);
        return await OnGetAsync(cancel);
    }

    protected override string? FieldOf(string code) => code switch
    {
        "body.name" => "Name",
        "phone.unreadable" => "Phone",
        "post.last-day" => "LastDay",
        _ => null,
    };
}
