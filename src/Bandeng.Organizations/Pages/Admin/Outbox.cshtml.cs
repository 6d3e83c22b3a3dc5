using Bandeng.Kernel;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>What waits to leave the house, and what was given up.</summary>
[Access(Permission.ManageRules)]
internal sealed class OutboxModel(Leaving leaving, SendAgain again) : FormPage
{
    public IReadOnlyList<ChannelState> Channels { get; private set; } = [];

    public IReadOnlyList<GivenUp> GivenUp { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Channels = await leaving.ChannelsAsync(cancel);
        GivenUp = await leaving.GivenUpAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if ((await again.RunAsync(id, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect("/admin/outbox");
        }

        Refusal = refusal;
        await OnGetAsync(cancel);
        return Page();
    }
}
