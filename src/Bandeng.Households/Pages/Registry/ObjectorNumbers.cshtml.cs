using Bandeng.Households.Objecting;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Households.Pages.Registry;

/// <summary>The telephone of who objected.</summary>
[Access(Permission.OpenNumbers)]
[ResponseCache(NoStore = true)]
internal sealed class ObjectorNumbersModel(OpenObjector open) : OpeningPage<OpenedObjector>
{
    public Guid PlanId { get; private set; }

    protected override async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await open.FindAsync(Id, HttpContext.Viewer(), cancel) is not { } objection)
        {
            return false;
        }

        PlanId = objection.PlanId;
        return true;
    }

    protected override Task<Result<OpenedObjector>> OpenAsync(CancellationToken cancel) =>
        open.RunAsync(Id, Purpose, HttpContext.Viewer(), cancel);
}
