using Bandeng.Kernel;
using Bandeng.Matters.Files;
using Bandeng.Matters.Life;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Pages.Handling;

/// <summary>
/// Puts the pictures and papers of a form with its matter. They stay even when the act itself is refused.
/// </summary>
internal sealed class FilesOfForm(AddFile add)
{
    /// <returns>Why the first file that was refused was refused; null when all were taken.</returns>
    public async Task<Refusal?> AddAsync(
        Guid matterId, ActForm form, string? secret, Viewer viewer, CancellationToken cancel)
    {
        foreach (var (file, moment) in Chosen(form).Where(chosen => chosen.File.Length > 0))
        {
            await using var content = file.OpenReadStream();
            var result = await add.RunAsync(matterId, content, file.FileName, moment, viewer, secret, cancel);
            if (!result.TryGet(out _, out var refusal))
            {
                return refusal;
            }
        }

        return null;
    }

    private static IEnumerable<(IFormFile File, FileMoment Moment)> Chosen(ActForm form) =>
    [
        .. form.Before.Select(file => (file, FileMoment.Before)),
        .. form.After.Select(file => (file, FileMoment.After)),
        .. form.Paper.Select(file => (file, FileMoment.Paper)),
        .. form.Proof.Select(file => (file, FileMoment.Proof)),
    ];
}
