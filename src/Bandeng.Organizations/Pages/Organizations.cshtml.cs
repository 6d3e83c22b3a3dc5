using Bandeng.Kernel;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Pages;

/// <summary>组织: everything about bodies and people that the reader may open.</summary>
[Access(Permission.ReadFigures, Permission.ManagePeople)]
internal sealed class OrganizationsPageModel(IEnumerable<HubEntry> entries, IStringLocalizerFactory texts) : PageModel
{
    public IEnumerable<(string Path, string Name, string Hint)> Entries => entries
        .Where(entry => entry.IsFor(HttpContext.Viewer()))
        .Select(entry => (entry.Path, (string)texts.Create(entry.Texts)[entry.Text], (string)texts.Create(entry.Texts)[entry.Text + ".hint"]));
}
