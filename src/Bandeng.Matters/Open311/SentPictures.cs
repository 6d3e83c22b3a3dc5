using Bandeng.Kernel;
using Bandeng.Matters.Files;
using Bandeng.Matters.UseCases;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Open311;

/// <summary>Pictures that come with a form as files, under any name; most programs call them <c>media</c>.</summary>
internal sealed class SentPictures(AddFile files, FileStore store)
{
    /// <summary>Reads them all before anything is raised: one that is no picture refuses the whole form.</summary>
    public static async Task<Result<IReadOnlyList<SentPicture>>> ReadAsync(
        IFormFileCollection sent, CancellationToken cancel)
    {
        if (sent.Count > FileFault.CountMax)
        {
            return FileFault.Many;
        }

        List<SentPicture> taken = [];
        foreach (var one in sent)
        {
            await using var content = one.OpenReadStream();
            if (!(await TakenFile.ReadAsync(content, one.FileName, cancel)).TryGet(out var file, out var refusal))
            {
                return refusal;
            }

            taken.Add(new(Guid.CreateVersion7(), file));
        }

        return taken;
    }

    /// <summary>Puts them to what was raised, or beside a letter that waits.</summary>
    public async Task KeepAsync(
        RaiseMatter.Raised raised, IReadOnlyList<SentPicture> taken, Viewer by, CancellationToken cancel)
    {
        foreach (var (id, file) in taken)
        {
            await (raised.Held ? store.PutAsync(id, file.Bytes, cancel) : files.WithRaisingAsync(
                id, raised.Id, file, by, cancel));
        }
    }
}

/// <summary>A picture with the id that it will have.</summary>
internal sealed record SentPicture(Guid Id, TakenFile File);
