using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Web.Pages;

/// <summary>管理: where an administrator begins; only what their posts open.</summary>
[Access(Permission.ManagePeople)]
internal sealed class AdminModel : PageModel
{
    private static readonly NavItem[] All =
    [
        new("admin.people", "/admin/people", Permission.ManagePeople),
        new("admin.bodies", "/admin/bodies", Permission.ManagePeople),
        new("admin.tree", "/admin/bodies/tree", Permission.ManagePeople),
        new("admin.rules", "/admin/rules", Permission.ManageRules),
        new("admin.categories", "/admin/categories", Permission.ManageRules),
        new("admin.calendars", "/admin/calendars", Permission.ManageRules),
        new("admin.care", "/admin/care", Permission.ManageRules),
        new("admin.exchange", "/exchange", Permission.ManageRules),
        new("admin.areas", "/areas"),
        new("admin.outbox", "/admin/outbox", Permission.ManageRules),
        new("admin.hooks", "/admin/hooks", Permission.ManageRules),
    ];

    public IReadOnlyList<NavItem> Ways { get; private set; } = [];

    public void OnGet() =>
        Ways = [.. All.Where(way => way.Needs is not { } needed || HttpContext.Viewer().May(needed))];
}
