using System.Buffers.Binary;
using System.Text;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>Reads the attributes of a .dbf file (dBASE III), all of them as texts.</summary>
/// <param name="Names">At most ten bytes each; offices cut them short.</param>
internal sealed record DbfTable(IReadOnlyList<string> Names, IReadOnlyList<DbfTable.Row> Rows)
{
    private const int DescriptorBytes = 32;
    private const byte End = 0x0D;

    public sealed record Row(bool IsDeleted, string[] Values);

    private sealed record Field(int Offset, int Length);

    /// <param name="told">What the .cpg says; null: found out.</param>
    /// <exception cref="InvalidDataException">It is no .dbf file.</exception>
    public static DbfTable Read(byte[] file, Encoding? told)
    {
        if (file.Length < DescriptorBytes)
        {
            throw new InvalidDataException("the .dbf file has no header.");
        }

        var (count, header, width) = (
            BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)),
            BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8)),
            BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(10)));
        if (width == 0 || count < 0 || header + (long)count * width > file.Length)
        {
            throw new InvalidDataException("the .dbf file is cut short.");
        }

        var encoding = told ?? Guess(file);
        var (names, fields) = Fields(file, header, encoding);
        var rows = Enumerable.Range(0, count)
            .Select(i => ReadRow(file.AsSpan(header + i * width, width), fields, encoding));
        return new(names, [.. rows]);
    }

    private static (List<string> Names, List<Field> Fields) Fields(byte[] file, int header, Encoding encoding)
    {
        var (names, fields, offset) = (new List<string>(), new List<Field>(), 1);
        for (var at = DescriptorBytes; at + DescriptorBytes <= header && file[at] != End; at += DescriptorBytes)
        {
            var name = file.AsSpan(at, 11);
            var end = name.IndexOf((byte)0);
            names.Add(encoding.GetString(end >= 0 ? name[..end] : name).Trim());
            fields.Add(new(offset, file[at + 16]));
            offset += file[at + 16];
        }

        return (names, fields);
    }

    private static Row ReadRow(ReadOnlySpan<byte> bytes, List<Field> fields, Encoding encoding)
    {
        var values = new string[fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = fields[i] is var field && field.Offset + field.Length <= bytes.Length
                ? encoding.GetString(bytes.Slice(field.Offset, field.Length)).Trim(' ', '\0')
                : "";
        }

        return new(bytes[0] == '*', values);
    }

    private static Encoding Guess(byte[] file)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true)
                .GetCharCount(file, DescriptorBytes, file.Length - DescriptorBytes);
            return Encoding.UTF8;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("GB18030");
        }
    }
}
