using System.Buffers.Binary;
using System.Text;

namespace Bandeng.Matters.Files;

/// <summary>
/// Writes a WebP anew from the chunks that draw it; Exif, XMP and unknown chunks stay out. A picture that only Exif
/// turns lies as it was taken.
/// </summary>
/// <remarks>Chunks as in RFC 9649. Cost: one pass.</remarks>
internal static class WebpSegments
{
    private const int Head = 12;
    private const int FrameHead = 16;
    private const byte ExifAndXmp = 0x08 | 0x04;
    private static readonly HashSet<string> Drawn = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"];

    /// <summary>The cleaned picture, or null when the bytes are no whole picture.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> webp)
    {
        if (webp.Length < Head || BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]) + 8L is var whole && whole > webp.Length)
        {
            return null;
        }

        using var kept = new MemoryStream(webp.Length);
        kept.Write(webp[..Head]);
        if (!CopyChunks(webp[Head..(int)whole], kept))
        {
            return null;
        }

        var clean = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(clean.AsSpan(4), (uint)clean.Length - 8);
        return clean;
    }

    /// <summary>Copies what draws; false when a chunk is cut off or nothing is drawn.</summary>
    private static bool CopyChunks(ReadOnlySpan<byte> chunks, MemoryStream kept)
    {
        var isDrawn = false;
        while (chunks.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]);
            var padded = 8 + length + (length & 1L);
            if (8 + length > chunks.Length)
            {
                return false;
            }

            var name = Encoding.ASCII.GetString(chunks[..4]);
            if (Drawn.Contains(name))
            {
                if (!Copy(name, chunks.Slice(8, (int)length), kept))
                {
                    return false;
                }

                isDrawn |= name is "VP8 " or "VP8L" or "ANMF" && length > 0;
            }

            chunks = chunks[(int)Math.Min(padded, chunks.Length)..];
        }

        return isDrawn;
    }

    private static bool Copy(string name, ReadOnlySpan<byte> body, MemoryStream kept)
    {
        using var inside = new MemoryStream(body.Length);
        if (name == "VP8X" && body.Length > 0)
        {
            inside.Write([(byte)(body[0] & ~ExifAndXmp), .. body[1..]]);
        }
        else if (name == "ANMF" && body.Length >= FrameHead)
        {
            inside.Write(body[..FrameHead]);
            if (!CopyChunks(body[FrameHead..], inside))
            {
                return false;
            }
        }
        else
        {
            inside.Write(body);
        }

        var copied = inside.ToArray();
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)copied.Length);
        kept.Write(Encoding.ASCII.GetBytes(name));
        kept.Write(length);
        kept.Write(copied);
        kept.Write(copied.Length % 2 == 1 ? [0] : []);
        return true;
    }
}
