using Bandeng.Kernel;

namespace Bandeng.Matters.Files;

/// <summary>The bytes of matters' files, under their ids in the data folder.</summary>
internal sealed class FileStore(DataFolder data)
{
    private const string Folder = "files";

    /// <summary>Writes aside and moves: a file is there whole or not at all.</summary>
    public async Task PutAsync(Guid id, byte[] bytes, CancellationToken cancel)
    {
        var aside = $"{PathOf(id)}.{Guid.CreateVersion7():N}";
        await File.WriteAllBytesAsync(aside, bytes, cancel);
        File.Move(aside, PathOf(id), overwrite: true);
    }

    /// <summary>Null when the bytes are gone: the database was restored without its data folder.</summary>
    public Stream? Open(Guid id) =>
        File.Exists(PathOf(id)) ? new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read) : null;

    public void Remove(Guid id) => File.Delete(PathOf(id));

    private string PathOf(Guid id) => Path.Combine(data.Inside(Folder), id.ToString("N"));
}
