using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Bandeng.Kernel.Secrets;

/// <summary>A key under which personal data is closed and found again.</summary>
/// <param name="Number">1, 2, 3…; what was closed before there were numbers is under key 0.</param>
/// <param name="From">From when on everything new is closed under it; a little after it was made, so that every node
/// knows it by then.</param>
/// <param name="Secret">32 bytes to close with and 32 to find with.</param>
/// <param name="SettledAt">When everything older had been closed anew under it; null while that is not so.</param>
internal sealed record SecretKey(int Number, DateTimeOffset From, byte[] Secret, DateTimeOffset? SettledAt)
{
    private const int Half = 32;

    // Methods: what is written into the file is the secret itself, once.
    public ReadOnlySpan<byte> ForClosing() => Secret.AsSpan(0, Half);

    public ReadOnlySpan<byte> ForFinding() => Secret.AsSpan(Half);

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(2 * Half);
}

/// <summary>
/// The numbered keys in <c>keys/secrets-0001.key</c> of the data folder. Looked at every two seconds at most: a key
/// that another node or a command made is known by then.
/// </summary>
public sealed class SecretKeys(DataFolder folder, TimeProvider clock)
{
    private const string Pattern = "secrets-*.key";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Lock _reading = new();
    private volatile Seen? _seen;

    private sealed record Seen(SecretKey[] Keys, long At);

    /// <summary>How long after it is made a key counts: every node has looked by then.</summary>
    public static TimeSpan Announce { get; } = TimeSpan.FromSeconds(10);

    /// <summary>By number, the newest last.</summary>
    internal IReadOnlyList<SecretKey> All => Fresh();

    /// <summary>The one that everything new is closed under; null: key 0.</summary>
    internal SecretKey? Current => Array.FindLast(Fresh(), key => key.From <= clock.GetUtcNow());

    /// <summary>A line a key, for people.</summary>
    public IEnumerable<string> Lines() =>
    [
        "key 0: the first" + (Current is null ? ", counts" : ""),
        .. Fresh().Select(key => $"key {key.Number}: from {ChinaTime.Show(key.From)}"
            + (key == Current ? ", counts" : "")
            + (key.SettledAt is { } at ? $", settled {ChinaTime.Show(at)}" : ", not settled")),
    ];

    internal SecretKey? Find(int number) => Array.Find(Fresh(), key => key.Number == number);

    /// <summary>The numbers under which something that is looked for may still stand, the current one first.</summary>
    internal IEnumerable<int> Alive()
    {
        var keys = Fresh();
        var settled = Array.FindLast(keys, key => key.SettledAt is not null)?.Number ?? 0;
        var current = Current?.Number ?? 0;
        return keys.Select(key => key.Number).Prepend(0).Where(number => number >= settled)
            .OrderByDescending(number => number == current);
    }

    /// <summary>Makes the next key; it counts from <paramref name="from"/> on.</summary>
    internal SecretKey Add(DateTimeOffset from)
    {
        var key = new SecretKey(Fresh().LastOrDefault()?.Number + 1 ?? 1, from, SecretKey.NewSecret(), null);
        Write(key, isNew: true);
        return key;
    }

    internal void Settle(SecretKey key) => Write(key with { SettledAt = clock.GetUtcNow() }, isNew: false);

    internal void Remove(SecretKey key)
    {
        File.Delete(FileOf(key.Number));
        _seen = null;
    }

    // Written aside and moved: nobody ever reads half of one.
    private void Write(SecretKey key, bool isNew)
    {
        var file = FileOf(key.Number);
        var aside = $"{file}.{Guid.CreateVersion7():N}";
        using (var stream = Backups.Files.OwnerOnly(aside))
        {
            JsonSerializer.Serialize(stream, key, Json);
        }

        File.Move(aside, file, overwrite: !isNew);
        _seen = null;
    }

    private string FileOf(int number) =>
        Path.Combine(folder.Inside("keys"), string.Create(CultureInfo.InvariantCulture, $"secrets-{number:D4}.key"));

    private SecretKey[] Fresh()
    {
        var seen = _seen;
        if (seen is not null && clock.GetElapsedTime(seen.At) < Look)
        {
            return seen.Keys;
        }

        lock (_reading)
        {
            return (_seen = new(Read(), clock.GetTimestamp())).Keys;
        }
    }

    private SecretKey[] Read()
    {
        var keys = Path.Combine(folder.Path, "keys");
        return !Directory.Exists(keys) ? []
            : [.. Directory.EnumerateFiles(keys, Pattern)
                .Select(file => JsonSerializer.Deserialize<SecretKey>(File.ReadAllBytes(file), Json)!)
                .OrderBy(key => key.Number)];
    }
}
