using System.Buffers.Binary;

namespace Bandeng.Matters.Files;

/// <summary>
/// Writes a JPEG anew from the segments that draw it. Place, time, camera, comments, thumbnails and whatever hangs on
/// behind the end stay out; of Exif only the orientation is kept, so that a picture does not lie on its side.
/// </summary>
/// <remarks>Segments as in ITU-T T.81, annex B. Cost: one pass.</remarks>
internal static class JpegSegments
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte App2 = 0xE2;
    private const byte App14 = 0xEE;
    private const byte App15 = 0xEF;
    private const byte Comment = 0xFE;

    /// <summary>The cleaned picture, or null when the bytes are no whole picture.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> jpeg)
    {
        using var kept = new MemoryStream(jpeg.Length);
        kept.Write([0xFF, StartOfImage]);
        var (at, isSized, isDrawn) = (2, false, false);
        var isTurned = false;
        while (at + 4 <= jpeg.Length || (isDrawn && at + 2 <= jpeg.Length))
        {
            if (jpeg[at] != 0xFF)
            {
                return null;
            }

            var marker = jpeg[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill bytes
                continue;
            }

            if (marker == EndOfImage)
            {
                kept.Write([0xFF, EndOfImage]);
                return isSized && isDrawn ? kept.ToArray() : null;
            }

            var length = at + 4 <= jpeg.Length ? BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]) : 0;
            if (length < 2 || at + 2 + length > jpeg.Length)
            {
                return null;
            }

            var segment = jpeg.Slice(at, 2 + length);
            at += segment.Length;
            isSized |= IsFrame(marker) && HasSize(segment);
            if (!isTurned && marker == App1 && OrientationIn(segment) is { } orientation)
            {
                isTurned = true;
                kept.Write(ExifWith(orientation));
            }

            Keep(kept, marker, segment);
            if (marker == StartOfScan)
            {
                var end = EndOfScan(jpeg, at);
                isDrawn |= end > at;
                kept.Write(jpeg[at..end]);
                at = end;
            }
        }

        return null;
    }

    private static void Keep(MemoryStream kept, byte marker, ReadOnlySpan<byte> segment)
    {
        var body = segment[4..];
        if (marker == App0)
        {
            if (body.Length >= 14 && body.StartsWith("JFIF\0"u8))
            {
                // The head without its thumbnail.
                kept.Write([0xFF, App0, 0, 16, .. body[..12], 0, 0]);
            }
        }
        else if (marker is not (>= App0 and <= App15 or Comment)
            || (marker == App2 && body.StartsWith("ICC_PROFILE\0"u8))
            || (marker == App14 && body.StartsWith("Adobe"u8)))
        {
            kept.Write(segment);
        }
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool HasSize(ReadOnlySpan<byte> frame) =>
        frame.Length >= 10
        && BinaryPrimitives.ReadUInt16BigEndian(frame[5..]) > 0
        && BinaryPrimitives.ReadUInt16BigEndian(frame[7..]) > 0;

    // Inside a scan 0xFF is followed by 0 or a restart mark; any other pair ends it.
    private static int EndOfScan(ReadOnlySpan<byte> jpeg, int at)
    {
        while (at + 1 < jpeg.Length && !(jpeg[at] == 0xFF && jpeg[at + 1] is not (0 or (>= 0xD0 and <= 0xD7) or 0xFF)))
        {
            at++;
        }

        return at + 1 < jpeg.Length ? at : jpeg.Length;
    }

    private static byte? OrientationIn(ReadOnlySpan<byte> segment) =>
        segment[4..].StartsWith("Exif\0\0"u8) ? ExifOrientation.In(segment[10..]) : null;

    private static byte[] ExifWith(byte orientation) =>
        [0xFF, App1, 0, 34, .. "Exif\0\0"u8, .. ExifOrientation.Alone(orientation)];
}
