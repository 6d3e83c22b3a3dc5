using System.Buffers.Binary;
using System.Text;

namespace Bandeng.Matters.Files;

/// <summary>
/// Writes a WebP anew from the chunks that draw it; XMP and unknown chunks stay out. Of Exif only the orientation is
/// kept.
/// </summary>
/// <remarks>Chunks as in RFC 9649. Cost: one pass.</remarks>
internal static class WebpSegments
{
    private const int Head = 12;
    private const int FrameHead = 16;
    private const byte Exif = 0x08;
    private const byte ExifAndXmp = Exif | 0x04;
    private const string ExifChunk = "EXIF";
    private const string Extended = "VP8X";
    private static readonly HashSet<string> Drawn = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"];

    /// <summary>The cleaned picture, or null when the bytes are no whole picture.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> webp)
    {
        if (webp.Length < Head || BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]) + 8L is var whole
            && whole > webp.Length)
        {
            return null;
        }

        using var kept = new MemoryStream(webp.Length);
        kept.Write(webp[..Head]);
        if (!CopyChunks(webp[Head..(int)whole], kept))
        {
            return null;
        }

        KeepTurn(webp[Head..(int)whole], kept);
        var clean = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(clean.AsSpan(4), (uint)clean.Length - 8);
        return clean;
    }

    // Only a file with an extended head can say how it is turned.
    private static void KeepTurn(ReadOnlySpan<byte> chunks, MemoryStream kept)
    {
        if (!chunks.StartsWith("VP8X"u8) || OrientationIn(chunks) is not { } orientation)
        {
            return;
        }

        kept.GetBuffer()[Head + 8] |= Exif;
        kept.Position = kept.Length;
        Write(ExifChunk, ExifOrientation.Alone(orientation), kept);
    }

    private static byte? OrientationIn(ReadOnlySpan<byte> chunks)
    {
        while (chunks.Length >= 8)
        {
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]), chunks.Length - 8);
            if (chunks.StartsWith("EXIF"u8))
            {
                var body = chunks.Slice(8, length);
                return ExifOrientation.In(body.StartsWith("Exif\0\0"u8) ? body[6..] : body);
            }

            chunks = chunks[Math.Min(8 + length + (length & 1), chunks.Length)..];
        }

        return null;
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
        if (name == Extended && body.Length > 0)
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

        Write(name, inside.ToArray(), kept);
        return true;
    }

    private static void Write(string name, byte[] body, MemoryStream kept)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)body.Length);
        kept.Write(Encoding.ASCII.GetBytes(name));
        kept.Write(length);
        kept.Write(body);
        kept.Write(body.Length % 2 == 1 ? [0] : []);
    }
}
