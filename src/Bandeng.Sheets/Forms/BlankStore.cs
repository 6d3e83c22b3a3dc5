using Bandeng.Kernel;

namespace Bandeng.Sheets.Forms;

/// <summary>The files of blank tables, under the ids of their versions in the data folder.</summary>
internal sealed class BlankStore(DataFolder data)
{
    private const string Folder = "sheets";

    /// <summary>Writes aside and moves: a file is there whole or not at all.</summary>
    public async Task PutAsync(Guid version, byte[] bytes, CancellationToken cancel)
    {
        var aside = $"{PathOf(version)}.{Guid.CreateVersion7():N}";
        await File.WriteAllBytesAsync(aside, bytes, cancel);
        File.Move(aside, PathOf(version), overwrite: true);
    }

    /// <summary>Null when it is gone: the database was restored without its data folder.</summary>
    public async Task<byte[]?> ReadAsync(Guid version, CancellationToken cancel) =>
        File.Exists(PathOf(version)) ? await File.ReadAllBytesAsync(PathOf(version), cancel) : null;

    public void Remove(Guid version) => File.Delete(PathOf(version));

    private string PathOf(Guid version) => Path.Combine(data.Inside(Folder), version.ToString("N"));
}
