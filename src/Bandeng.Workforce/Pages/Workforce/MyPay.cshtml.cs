using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Workforce.Queries;
using Bandeng.Workforce.UseCases;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Workforce.Pages.Workforce;

/// <summary>我的报酬: one's own pay, and who looked at it and what for.</summary>
[Access]
internal sealed class MyPayModel(ReadWorkers read, KeepPay keep) : PageModel
{
    public IReadOnlyList<WorkerPay> Pay { get; private set; } = [];

    public IReadOnlyList<PayLook> Looks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (await read.OfPersonAsync(HttpContext.Viewer().PersonId!.Value, cancel) is not { } worker)
        {
            return;
        }

        Pay = (await keep.OfAsync(worker, cancel)).Parts;
        Looks = await read.LooksAsync(worker, cancel);
    }
}
