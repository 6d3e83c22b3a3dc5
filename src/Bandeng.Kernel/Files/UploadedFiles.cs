namespace Bandeng.Kernel.Files;

/// <summary>
/// Lists that were sent in and wait to be confirmed. Each belongs to who sent it, lies in the data folder readable for
/// its owner alone, and is thrown away after a day.
/// </summary>
public sealed class UploadedFiles(DataFolder folder, TimeProvider clock)
{
    private const string Folder = "lists";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly string[] Endings = [".csv", ".xlsx", ".xlsm", ".geojson", ".json", ".zip", ".xls", ".txt"];

    /// <summary>Keeps a file; null where its ending is that of no list.</summary>
    public async Task<Guid?> KeepAsync(Guid owner, string name, Stream content, CancellationToken cancel)
    {
        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (!Endings.Contains(ending))
        {
            return null;
        }

        Sweep();
        var id = Guid.CreateVersion7();
        await using var file = File.Create(Named(owner, id, ending));
        await content.CopyToAsync(file, cancel);
        return id;
    }

    /// <summary>Where a file lies, or null when the owner has none of that id.</summary>
    public string? Find(Guid owner, Guid id) =>
        Endings.Select(ending => Named(owner, id, ending)).FirstOrDefault(File.Exists);

    public static void Throw(string path)
    {
        File.Delete(path);
        File.Delete($"{path}.refused.csv");
    }

    private string Named(Guid owner, Guid id, string ending) =>
        Path.Combine(folder.Inside(Folder), $"{owner:N}-{id:N}{ending}");

    private void Sweep()
    {
        var old = clock.GetUtcNow() - Kept;
        foreach (var path in Directory.EnumerateFiles(folder.Inside(Folder))
            .Where(path => File.GetLastWriteTimeUtc(path) < old))
        {
            File.Delete(path);
        }
    }
}
