using Bandeng.Households.Telling;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>住户自填待核: what households told of themselves, the oldest first.</summary>
[Access(Permission.KeepHouseholds)]
internal sealed class TellingsModel(ReadTellings read) : PageModel
{
    public IReadOnlyList<TellingRow> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Waiting = await read.WaitingAsync(HttpContext.Viewer().AreasWith(Permission.KeepHouseholds), cancel);
}
