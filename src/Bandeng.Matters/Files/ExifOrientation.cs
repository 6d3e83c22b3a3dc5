using System.Buffers.Binary;

namespace Bandeng.Matters.Files;

/// <summary>
/// The one thing of Exif that a picture keeps: how it is turned, so that it does not lie on its side.
/// </summary>
/// <remarks>Tag 0x0112 of the first directory of a TIFF structure, Exif 2.3, section 4.6.</remarks>
internal static class ExifOrientation
{
    private const int Tag = 0x0112;
    private const int Entry = 12;

    /// <summary>2 to 8 from the first directory; null when it is not there or turns nothing.</summary>
    public static byte? In(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
        {
            return null;
        }

        var isLittle = tiff[0] == (byte)'I';
        var directory = Number(tiff[4..], 4, isLittle);
        if (directory < 8 || directory + 2 > tiff.Length)
        {
            return null;
        }

        var entries = (int)Number(tiff[(int)directory..], 2, isLittle);
        for (var i = 0; i < entries && directory + 2 + ((i + 1) * Entry) <= tiff.Length; i++)
        {
            var entry = tiff.Slice((int)directory + 2 + (i * Entry), Entry);
            if (Number(entry, 2, isLittle) == Tag)
            {
                return Number(entry[8..], 2, isLittle) is >= 2 and <= 8 and var turn ? (byte)turn : null;
            }
        }

        return null;
    }

    /// <summary>A TIFF structure of 26 bytes that says the orientation and nothing else.</summary>
    public static byte[] Alone(byte orientation) =>
    [
        .. "MM\0*"u8, 0, 0, 0, 8, // directory at byte 8
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, // one entry: orientation, one short
        0, 0, 0, 0, // no further directory
    ];

    private static long Number(ReadOnlySpan<byte> bytes, int width, bool isLittle) => (width, isLittle) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (_, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
