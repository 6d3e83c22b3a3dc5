using Bandeng.Exchange.Mapping;
using Bandeng.Kernel;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Exchange.Samples;

/// <summary>Orders out of a form: its file where one was chosen, else what was pasted.</summary>
internal static class SentSample
{
    private static readonly string[] Endings = [".csv", ".xlsx", ".json", ".txt"];

    public static async Task<Result<RawTable>> ReadAsync(
        IFormFile? file, string? pasted, OrderMapping? mapping, CancellationToken cancel)
    {
        if (file is not { Length: > 0 })
        {
            return ReadSample.Text(pasted, mapping);
        }

        var ending = Path.GetExtension(file.FileName).ToLowerInvariant();
        if (!Endings.Contains(ending))
        {
            return new Refusal(RefusalKind.Invalid, "exchange.file", "Choose a CSV, .xlsx or JSON file.");
        }

        // Read more than once, so it lies in a file of its own for a moment.
        var path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}{ending}");
        try
        {
            await using (var kept = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await file.CopyToAsync(kept, cancel);
            }

            return ReadSample.File(path, mapping);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
