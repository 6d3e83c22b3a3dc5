using System.Security.Cryptography;
using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Matters.Files;

namespace Bandeng.Matters.Drafts;

/// <summary>Drafts in the data folder, closed with its keys, each under a key that only its browser knows.</summary>
internal sealed class DraftStore(DataFolder data, SecretBox box, TimeProvider clock)
{
    private const string Folder = "drafts";
    private const string Words = "words";

    public static TimeSpan Lasts { get; } = TimeSpan.FromDays(1);

    public static string NewKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public RaiseDraft New() => new()
    {
        MatterId = Guid.CreateVersion7(clock.GetUtcNow()),
        Secret = RandomNumberGenerator.GetHexString(32, lowercase: true),
    };

    /// <summary>Null when the key is none, or its draft is gone.</summary>
    public async Task<RaiseDraft?> FindAsync(string? key, CancellationToken cancel)
    {
        if (!IsKey(key) || !File.Exists(WordsOf(key!)))
        {
            return null;
        }

        return box.Unprotect(await File.ReadAllTextAsync(WordsOf(key!), cancel)) is { } json
            ? JsonSerializer.Deserialize<RaiseDraft>(json)
            : null;
    }

    public async Task KeepAsync(string key, RaiseDraft draft, CancellationToken cancel)
    {
        data.Inside(Path.Combine(Folder, key));
        var aside = $"{WordsOf(key)}.{Guid.CreateVersion7():N}";
        await File.WriteAllTextAsync(aside, box.Protect(JsonSerializer.Serialize(draft)), cancel);
        File.Move(aside, WordsOf(key), overwrite: true);
    }

    /// <summary>The words are in the matter now; only what the last page shows stays.</summary>
    public async Task KeepOutcomeAsync(string key, RaiseDraft draft, SentDraft sent, CancellationToken cancel)
    {
        await KeepAsync(key, new RaiseDraft { MatterId = draft.MatterId, Secret = "", Sent = sent }, cancel);
        foreach (var file in draft.Files)
        {
            Remove(key, file);
        }
    }

    public async Task<DraftFile> AddAsync(string key, TakenFile file, CancellationToken cancel)
    {
        data.Inside(Path.Combine(Folder, key));
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await File.WriteAllBytesAsync(FileOf(key, id), file.Bytes, cancel);
        return new DraftFile(id, file.Name, file.Type.MediaType, file.Bytes.Length);
    }

    /// <summary>The file as it was taken; null when it is gone.</summary>
    public async Task<TakenFile?> ReadAsync(string key, DraftFile file, CancellationToken cancel) =>
        File.Exists(FileOf(key, file.Id))
            ? new TakenFile(
                file.Name, FileType.Of(file.MediaType), await File.ReadAllBytesAsync(FileOf(key, file.Id), cancel))
            : null;

    public void Remove(string key, DraftFile file) => File.Delete(FileOf(key, file.Id));

    public void Remove(string key) => Directory.Delete(PathOf(key), recursive: true);

    /// <summary>Removes what nobody has touched for a day, and says how many that were.</summary>
    public int RemoveOld()
    {
        var before = (clock.GetUtcNow() - Lasts).UtcDateTime;
        string[] old = [.. Directory.GetDirectories(data.Inside(Folder))
            .Where(path => Directory.GetLastWriteTimeUtc(path) < before)];
        foreach (var path in old)
        {
            Directory.Delete(path, recursive: true);
        }

        return old.Length;
    }

    // What comes in by a cookie becomes part of a path.
    private static bool IsKey(string? key) => key is { Length: 32 } && key.All(char.IsAsciiHexDigitLower);

    private string PathOf(string key) => Path.Combine(data.Path, Folder, key);

    private string WordsOf(string key) => Path.Combine(PathOf(key), Words);

    private string FileOf(string key, Guid id) => Path.Combine(PathOf(key), id.ToString("N"));
}
