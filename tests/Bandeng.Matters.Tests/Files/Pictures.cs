using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Bandeng.Matters.Files;

namespace Bandeng.Matters.Tests.Files;

/// <summary>Real pictures, byte by byte, with everything in them that must not leave the house.</summary>
internal static class Pictures
{
    public const string Secret = "SECRET-PLACE-27.7346N-111.9963E";

    /// <summary>A grey square of 8 by 8 that any program opens: baseline, one component, standard tables.</summary>
    public static byte[] Jpeg(bool withSecrets = true, ushort? orientation = 6) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. withSecrets ? Segment(0xE1, Exif(orientation)) : [],
        .. withSecrets ? Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Ascii(Secret)]) : [],
        .. withSecrets ? Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Ascii(Secret)]) : [],
        .. withSecrets ? Segment(0xFE, Ascii(Secret)) : [],
        .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        .. Segment(0xC4, [0x00, 0, 1, .. new byte[14], 0]), // one code of two bits: no difference
        .. Segment(0xC4, [0x10, 0, 1, .. new byte[14], 0]), // one code of two bits: end of block
        .. Segment(0xDA, [1, 1, 0x00, 0, 63, 0]),
        0x0F, // both codes, filled up with ones
        0xFF, 0xD9,
        .. withSecrets ? Ascii(Secret) : [],
    ];

    public static byte[] Png(bool withSecrets = true, ushort? orientation = null)
    {
        byte[] rows = [0, 0x80, 0x80, 0, 0x80, 0x80]; // two rows of two grey points
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(rows);
        }

        return
        [
            .. PngSegments.Signature,
            .. Chunk("IHDR", [0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]),
            .. withSecrets ? Chunk("eXIf", orientation is null ? Ascii(Secret) : Exif(orientation)[6..]) : [],
            .. withSecrets ? Chunk("tEXt", [.. "Location\0"u8, .. Ascii(Secret)]) : [],
            .. withSecrets ? Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Ascii(Secret)]) : [],
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
            .. withSecrets ? Ascii(Secret) : [],
        ];
    }

    /// <summary>The smallest lossless WebP (1 by 1), in the extended layout.</summary>
    public static byte[] Webp(bool withSecrets = true, ushort? orientation = null)
    {
        byte[] chunks =
        [
            .. RiffChunk("VP8X", [(byte)(withSecrets ? 0x0C : 0), 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            .. RiffChunk("VP8L", [0x2F, 0, 0, 0, 0, 0x88, 0x88, 0x08]),
            .. withSecrets ? RiffChunk("EXIF", orientation is null ? Ascii(Secret) : Exif(orientation)[6..]) : [],
            .. withSecrets ? RiffChunk("XMP ", Ascii(Secret)) : [],
        ];
        return [.. "RIFF"u8, .. Little(4 + chunks.Length), .. "WEBP"u8, .. chunks];
    }

    /// <summary>
    /// Boxes as a phone writes them: two items, the second an Exif one whose bytes lie in <c>mdat</c>.
    /// </summary>
    public static byte[] HeicOfPhone
    {
        get
        {
            byte[] picture = [1, 2, 3, 4];
            byte[] exif = Exif(6);
            byte[] Info(ushort id, string type) =>
                IsoBox("infe", [2, 0, 0, 0, (byte)(id >> 8), (byte)id, 0, 0, .. Ascii(type), 0]);
            byte[] Places(int at) => IsoBox("iloc",
            [
                0, 0, 0, 0, 0x44, 0x00, 0, 2,
                0, 1, 0, 0, 0, 1, .. Big(at), .. Big(picture.Length),
                0, 2, 0, 0, 0, 1, .. Big(at + picture.Length), .. Big(exif.Length),
            ]);
            byte[] head = IsoBox("ftyp", [.. "heic"u8, 0, 0, 0, 0, .. "mif1heic"u8]);
            byte[] Meta(int at) => IsoBox("meta", [0, 0, 0, 0, .. IsoBox("iinf", [0, 0, 0, 0, 0, 2, .. Info(1, "hvc1"), .. Info(2, "Exif")]), .. Places(at)]);
            return [.. head, .. Meta(head.Length + Meta(0).Length + 8), .. IsoBox("mdat", [.. picture, .. exif])];
        }
    }

    public static byte[] Heic { get; } = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, 0, 0, 0, 12, .. "meta"u8, 0, 0, 0, 0, 0, 0, 0, 8, .. "mdat"u8];

    public static byte[] Wav { get; } = [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, .. new byte[28]];

    public static byte[] Pdf { get; } = Ascii("%PDF-1.4\n%%EOF");

    /// <summary>Big-endian TIFF: camera, orientation, and a directory with a latitude.</summary>
    private static byte[] Exif(ushort? orientation)
    {
        (ushort Tag, ushort Type, uint Count, uint Value)[] entries =
        [
            (0x010F, 2, (uint)Secret.Length, 200),
            .. orientation is { } turned
            ? new (ushort, ushort, uint, uint)[] { (0x0112, 3, 1, (uint)turned << 16) }
            : [],
            (0x8825, 4, 1, 300),
        ];
        var tiff = new byte[400];
        "MM\0*\0\0\0\b"u8.CopyTo(tiff);
        BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(8), (ushort)entries.Length);
        foreach (var (i, entry) in entries.Index())
        {
            var at = tiff.AsSpan(10 + (i * 12));
            BinaryPrimitives.WriteUInt16BigEndian(at, entry.Tag);
            BinaryPrimitives.WriteUInt16BigEndian(at[2..], entry.Type);
            BinaryPrimitives.WriteUInt32BigEndian(at[4..], entry.Count);
            BinaryPrimitives.WriteUInt32BigEndian(at[8..], entry.Value);
        }

        Ascii(Secret).CopyTo(tiff, 200);
        Ascii("N" + Secret).CopyTo(tiff, 300);
        return [.. "Exif\0\0"u8, .. tiff];
    }

    private static byte[] Segment(byte marker, byte[] body) =>
        [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Ascii(name), .. body];
        return [.. Big(body.Length), .. named, .. Big((int)PngSegments.Crc(named))];
    }

    private static byte[] IsoBox(string type, byte[] body) => [.. Big(body.Length + 8), .. Ascii(type), .. body];

    private static byte[] RiffChunk(string name, byte[] body) =>
        [.. Ascii(name), .. Little(body.Length), .. body, .. body.Length % 2 == 1 ? new byte[1] : []];

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
