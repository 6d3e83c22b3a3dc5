using Bandeng.Kernel;
using Bandeng.Members.Queries;
using Bandeng.Members.UseCases;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Members.Pages.Members;

/// <summary>服务证明: what was confirmed, on paper for the employer. For the person, and the community's office.</summary>
[Access]
internal sealed class CertificateModel(ReadMembers read, AreaScope scope) : PageModel
{
    public MemberRow Row { get; private set; } = null!;

    public string Area { get; private set; } = "";

    public IReadOnlyList<ServiceRow> Service { get; private set; } = [];

    public DateOnly Today => read.Today;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var me = HttpContext.Viewer();
        if (await read.FindAsync(id, cancel) is not { State: ReportState.Confirmed or ReportState.Ended } found
            || (found.PersonId != me.PersonId && !me.MayKeep(found.AreaCode)))
        {
            return NotFound();
        }

        Row = found;
        Service = [.. (await read.ServiceAsync(id, cancel)).Where(one => one.Entry.State is ServiceState.Confirmed)
            .Reverse()];
        Area = (await scope.NamedAsync(new(found.AreaCode, [], new Dictionary<AreaCode, string>()), [found.AreaCode], cancel)).Name(found.AreaCode);
        return Page();
    }
}
