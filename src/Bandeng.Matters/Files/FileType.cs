using System.Buffers.Binary;
using System.Text;

namespace Bandeng.Matters.Files;

/// <summary>What a file is by its first bytes; neither its name nor what the sender says counts.</summary>
/// <param name="MediaType">As it is served.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="IsShown">Browsers show or play it; others are downloaded.</param>
internal sealed record FileType(string MediaType, string Extension, bool IsShown)
{
    public static readonly FileType Jpeg = new("image/jpeg", ".jpg", true);
    public static readonly FileType Png = new("image/png", ".png", true);
    public static readonly FileType Webp = new("image/webp", ".webp", true);
    public static readonly FileType Heic = new("image/heic", ".heic", false);
    public static readonly FileType Webm = new("audio/webm", ".webm", true);
    public static readonly FileType Ogg = new("audio/ogg", ".ogg", true);
    public static readonly FileType Mp4 = new("audio/mp4", ".m4a", true);
    public static readonly FileType Mp3 = new("audio/mpeg", ".mp3", true);
    public static readonly FileType Wav = new("audio/wav", ".wav", true);
    public static readonly FileType Pdf = new("application/pdf", ".pdf", false);

    private static readonly FileType[] All = [Jpeg, Png, Webp, Heic, Webm, Ogg, Mp4, Mp3, Wav, Pdf];
    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];
    private static readonly string[] SoundBrands =
        ["M4A ", "M4B ", "mp41", "mp42", "isom", "iso2", "iso4", "iso5", "iso6", "dash"];

    /// <summary>Pictures whose place and camera data were cut out; only such may be let out.</summary>
    public static IReadOnlyList<string> Public { get; } = ["image/jpeg", "image/png", "image/webp"];

    public bool IsSound => MediaType.StartsWith("audio/", StringComparison.Ordinal);

    /// <summary>The type that is stored under this name.</summary>
    public static FileType Of(string mediaType) => All.Single(type => type.MediaType == mediaType);

    /// <summary>The type, or null when it is none that is taken.</summary>
    public static FileType? Detect(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? Jpeg
        : bytes.StartsWith(PngSegments.Signature) ? Png
        : bytes.StartsWith("%PDF-"u8) ? Pdf
        : bytes.StartsWith("OggS"u8) ? Ogg
        : bytes.StartsWith("RIFF"u8) ? Riff(bytes)
        : bytes.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]) ? Matroska(bytes)
        : bytes.Length > 12 && bytes[4..].StartsWith("ftyp"u8) ? IsoMedia(bytes)
        : IsMp3(bytes) ? Mp3
        : null;

    private static FileType? Riff(ReadOnlySpan<byte> bytes) => bytes.Length < 12 ? null
        : bytes[8..].StartsWith("WEBP"u8) ? Webp
        : bytes[8..].StartsWith("WAVE"u8) ? Wav
        : null;

    // A recorder's WebM is sound alone; one with a picture track is a film and not taken.
    private static FileType? Matroska(ReadOnlySpan<byte> bytes) =>
        bytes[..Math.Min(bytes.Length, 64)].IndexOf("webm"u8) >= 0
        && bytes[..Math.Min(bytes.Length, 4096)].IndexOf("V_VP"u8) < 0
        && bytes[..Math.Min(bytes.Length, 4096)].IndexOf("V_AV1"u8) < 0
            ? Webm
            : null;

    private static FileType? IsoMedia(ReadOnlySpan<byte> bytes)
    {
        var brand = Encoding.ASCII.GetString(bytes.Slice(8, 4));
        return HeicBrands.Contains(brand) ? Heic
            : SoundBrands.Contains(brand) && bytes.IndexOf("vide"u8) < 0 ? Mp4
            : null;
    }

    private static bool IsMp3(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("ID3"u8)
        || (bytes.Length > 4 && (BinaryPrimitives.ReadUInt16BigEndian(bytes) & 0xFFE6) == 0xFFE2);
}
