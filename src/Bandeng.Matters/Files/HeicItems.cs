using System.Buffers.Binary;
using System.Text;

namespace Bandeng.Matters.Files;

/// <summary>
/// Blanks what a HEIC picture says beside the picture: its Exif and XMP items are overwritten with zeros where they
/// lie, so that nothing else moves. How it is turned is no part of them.
/// </summary>
/// <remarks>
/// Boxes <c>meta</c>, <c>iinf</c>, <c>iloc</c> and <c>idat</c> as in ISO/IEC 14496-12, 8.11. Cost: one pass over the
/// boxes.
/// </remarks>
internal static class HeicItems
{
    private static readonly string[] Beside = ["Exif", "mime"];

    private readonly record struct Box(string Type, int From, int To);

    private readonly record struct Extent(long Item, bool InIdat, long Offset, long Length);

    /// <summary>
    /// The cleaned picture, or null when its boxes are cut off, contradict each other or describe nothing.
    /// </summary>
    public static byte[]? Clean(ReadOnlySpan<byte> heic)
    {
        var clean = heic.ToArray();
        try
        {
            var metas = Boxes(heic, 0, heic.Length).Where(box => box.Type == "meta").ToList();
            if (metas is [])
            {
                return null;
            }

            foreach (var meta in metas)
            {
                Blank(heic, clean, [.. Boxes(heic, meta.From + 4, meta.To)]);
            }
        }
        catch (Exception torn) when (torn is ArgumentOutOfRangeException or IndexOutOfRangeException
            or InvalidDataException or OverflowException)
        {
            return null;
        }

        return clean;
    }

    private static void Blank(ReadOnlySpan<byte> heic, byte[] clean, List<Box> inside)
    {
        var items = inside.Where(box => box.Type == "iinf").ToList() is [var info, ..] ? ItemsBeside(heic, info) : [];
        var idat = inside.Find(box => box.Type == "idat");
        foreach (var place in inside.Where(box => box.Type == "iloc"))
        {
            foreach (var extent in Extents(heic, place).Where(extent => items.Contains(extent.Item)))
            {
                var from = checked((int)(extent.Offset + (extent.InIdat ? idat.From : 0)));

                // A length of zero means: to the end.
                var length = extent.Length == 0 ? clean.Length - from : checked((int)extent.Length);
                clean.AsSpan(from, length).Clear();
            }
        }
    }

    private static HashSet<long> ItemsBeside(ReadOnlySpan<byte> heic, Box info)
    {
        var isShort = heic[info.From] == 0;
        var items = new HashSet<long>();
        foreach (var entry in Boxes(heic, info.From + (isShort ? 6 : 8), info.To).Where(box => box.Type == "infe"))
        {
            var at = entry.From + 4;
            var width = heic[entry.From] == 3 ? 4 : 2;
            if (heic[entry.From] >= 2 && Beside.Contains(Encoding.ASCII.GetString(heic.Slice(at + width + 2, 4))))
            {
                items.Add(Number(heic, at, width));
            }
        }

        return items;
    }

    private static List<Extent> Extents(ReadOnlySpan<byte> heic, Box place)
    {
        var version = heic[place.From];
        var at = place.From + 4;
        var (offsetSize, lengthSize) = (heic[at] >> 4, heic[at] & 15);
        var (baseSize, indexSize) = (heic[at + 1] >> 4, version is 1 or 2 ? heic[at + 1] & 15 : 0);
        at += 2;
        var idSize = version < 2 ? 2 : 4;
        var count = Number(heic, at, idSize);
        at += idSize;
        var extents = new List<Extent>();
        for (var i = 0L; i < count; i++)
        {
            var item = Number(heic, at, idSize);
            at += idSize;
            var method = version is 1 or 2 ? (int)Number(heic, at, 2) & 15 : 0;
            at += (version is 1 or 2 ? 2 : 0) + 2;
            var start = Number(heic, at, baseSize);
            at += baseSize;
            var parts = Number(heic, at, 2);
            at += 2;
            for (var part = 0L; part < parts; part++)
            {
                at += indexSize;
                extents.Add(
                    new(
                        item, method == 1, start + Number(heic, at, offsetSize),
                        Number(heic, at + offsetSize, lengthSize)));
                at += offsetSize + lengthSize;
            }
        }

        return extents;
    }

    private static List<Box> Boxes(ReadOnlySpan<byte> heic, int from, int to)
    {
        var boxes = new List<Box>();
        while (from + 8 <= to)
        {
            var length = Number(heic, from, 4);
            var head = length == 1 ? 16 : 8;
            length = length switch { 0 => to - from, 1 => Number(heic, from + 8, 8), _ => length };
            if (length < head || length > to - from)
            {
                throw new InvalidDataException("A box is cut off.");
            }

            boxes.Add(new(Encoding.ASCII.GetString(heic.Slice(from + 4, 4)), from + head, from + (int)length));
            from += (int)length;
        }

        return boxes;
    }

    private static long Number(ReadOnlySpan<byte> bytes, int at, int width) => width switch
    {
        0 => 0,
        2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]),
        4 => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]),
        8 => checked((long)BinaryPrimitives.ReadUInt64BigEndian(bytes[at..])),
        _ => throw new InvalidDataException("A number has an odd width."),
    };
}
