using Bandeng.Kernel;
using Bandeng.Matters.Files;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Open311;

/// <summary>Pictures that come with a form as files, under any name; most programs call them <c>media</c>.</summary>
internal sealed class SentPictures(AddFile files, TimeProvider clock)
{
    /// <summary>Reads them all before anything is raised: one that is no picture refuses the whole form.</summary>
    public static async Task<Result<IReadOnlyList<TakenFile>>> ReadAsync(IFormFileCollection sent, CancellationToken cancel)
    {
        if (sent.Count > FileFault.CountMax)
        {
            return FileFault.Many;
        }

        List<TakenFile> taken = [];
        foreach (var one in sent)
        {
            await using var content = one.OpenReadStream();
            if (!(await TakenFile.ReadAsync(content, one.FileName, cancel)).TryGet(out var file, out var refusal))
            {
                return refusal;
            }

            taken.Add(file);
        }

        return taken;
    }

    /// <summary>Puts them to what was raised.</summary>
    public async Task KeepAsync(Guid matterId, IReadOnlyList<TakenFile> taken, Viewer by, CancellationToken cancel)
    {
        foreach (var file in taken)
        {
            await files.WithRaisingAsync(Guid.CreateVersion7(clock.GetUtcNow()), matterId, file, by, cancel);
        }
    }
}
