using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;

namespace Bandeng.Matters.Pages.Handling;

/// <summary>Does what a form says: first the files, then the act.</summary>
internal sealed class ActByForm(ActOnMatter act, FilesOfForm files, FindMatter find)
{
    public async Task<Result<Acted>> RunAsync(
        Guid matterId, MatterAction action, ActForm form, string? secret, Viewer viewer, CancellationToken cancel)
    {
        if (await files.AddAsync(matterId, form, secret, viewer, cancel) is { } refusal)
        {
            return refusal;
        }

        // A typed code or address wins: whoever types has not found it among the offered ones.
        var target = await find.ByTextAsync(form.TargetTyped, cancel) ?? await find.ByTextAsync(form.Target, cancel);
        return await act.RunAsync(matterId, action, form.ToRequest(target, secret), viewer, cancel);
    }
}
