using System.Security.Cryptography;
using Bandeng.Kernel;

namespace Bandeng.Matters.Files;

/// <summary>A file that was read, told by its content, and rid of place and camera data.</summary>
internal sealed record TakenFile(string Name, FileType Type, byte[] Bytes)
{
    private const int NameMax = 120;

    /// <summary>SHA-256 of what is kept, in hex.</summary>
    public string Hash => Convert.ToHexString(SHA256.HashData(Bytes));

    /// <summary>Reads at most 10 MB and one byte; the rest of a larger one is not waited for.</summary>
    public static async Task<Result<TakenFile>> ReadAsync(Stream content, string name, CancellationToken cancel)
    {
        var bytes = new byte[FileFault.SizeMax + 1];
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return length switch
        {
            0 => FileFault.Broken,
            > FileFault.SizeMax => FileFault.Size,
            _ => Of(bytes[..length], name),
        };
    }

    private static Result<TakenFile> Of(byte[] bytes, string name)
    {
        if (FileType.Detect(bytes) is not { } type)
        {
            return FileFault.Type;
        }

        var clean = type == FileType.Jpeg ? JpegSegments.Clean(bytes)
            : type == FileType.Png ? PngSegments.Clean(bytes)
            : type == FileType.Webp ? WebpSegments.Clean(bytes)
            : type == FileType.Heic ? HeicItems.Clean(bytes)
            : bytes;
        return clean is null ? FileFault.Broken : new TakenFile(NameOf(name, type), type, clean);
    }

    // The name is shown and downloaded under: no path, no control characters, the extension of what it is.
    private static string NameOf(string name, FileType type)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var stem = string.Concat(Path.GetFileNameWithoutExtension(last).Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))).Trim();
        stem = stem.Length > NameMax ? stem[..NameMax] : stem;
        return (stem.Length == 0 ? "file" : stem) + type.Extension;
    }
}
