using System.Buffers.Binary;
using System.Text;

namespace Bandeng.Matters.Files;

/// <summary>
/// Writes a PNG anew from the chunks that draw it; texts, times and unknown chunks stay out, and what hangs on behind
/// the end. Of Exif only the orientation is kept.
/// </summary>
/// <remarks>Chunks and their checksums as in the PNG specification, third edition. Cost: one pass.</remarks>
internal static class PngSegments
{
    private static readonly HashSet<string> Drawn =
    [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "hIST", "pHYs",
        "acTL", "fcTL", "fdAT",
    ];

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The cleaned picture, or null when the bytes are no whole picture.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> png)
    {
        using var kept = new MemoryStream(png.Length);
        kept.Write(Signature);
        var (at, isFirst, isDrawn, isTurned) = (Signature.Length, true, false, false);
        while (at + 12 <= png.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - 12)
            {
                return null;
            }

            var chunk = png.Slice(at, (int)length + 12);
            at += chunk.Length;
            var name = Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (isFirst != (name == "IHDR") || Crc(chunk[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]))
            {
                return null;
            }

            isFirst = false;
            isDrawn |= name == "IDAT" && length > 0;
            if (Drawn.Contains(name))
            {
                kept.Write(chunk);
            }

            if (name == "eXIf" && !isTurned && ExifOrientation.In(chunk[8..^4]) is { } orientation)
            {
                isTurned = true;
                kept.Write(ExifWith(orientation));
            }

            if (name == "IEND")
            {
                return isDrawn ? kept.ToArray() : null;
            }
        }

        return null;
    }

    private static byte[] ExifWith(byte orientation)
    {
        byte[] chunk = [0, 0, 0, 26, .. "eXIf"u8, .. ExifOrientation.Alone(orientation), 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4), Crc(chunk.AsSpan(4..^4)));
        return chunk;
    }

    /// <summary>The checksum of a chunk's name and data: CRC-32, polynomial 0xEDB88320.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var next in bytes)
        {
            crc = CrcTable[(crc ^ next) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint CrcOf(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return crc;
    }
}
