using System.Text;

namespace Bandeng.Kernel.Files.Reading;

/// <summary>Rows of a CSV file (RFC 4180), titles above the header and all.</summary>
internal static class CsvRows
{
    private const int End = -1;

    public static IEnumerable<SheetRow> Read(string path)
    {
        using var text = OfficeFile.OpenText(path);
        var reader = new Reader(text);
        while (reader.Next() is { } row)
        {
            yield return row;
        }
    }

    private sealed class Reader(StreamReader text)
    {
        private readonly StringBuilder _field = new();
        private int _line = 1;

        public SheetRow? Next()
        {
            if (text.Peek() == End)
            {
                return null;
            }

            var (begins, cells, open) = (_line, new List<SheetCell>(), false);
            var more = true;
            while (more)
            {
                more = ReadField(ref open);
                cells.Add(new(_field.ToString().Trim()));
            }

            return new(begins, cells, open ? "row.quotes" : cells.Exists(Spoiled) ? "row.characters" : null);
        }

        private static bool Spoiled(SheetCell cell) => cell.Text.Contains('\uFFFD');

        /// <summary>Whether another field follows in the row.</summary>
        private bool ReadField(ref bool open)
        {
            _field.Clear();
            if (text.Peek() == '"')
            {
                text.Read();
                open = !ReadQuoted();
            }

            while (true)
            {
                switch (text.Read())
                {
                    case End:
                        return false;
                    case ',':
                        return true;
                    case '\n':
                        _line++;
                        return false;
                    case '\r':
                        break;
                    case var letter:
                        _field.Append((char)letter);
                        break;
                }
            }
        }

        /// <summary>Whether the quotes were closed again.</summary>
        private bool ReadQuoted()
        {
            for (var letter = text.Read(); letter != End; letter = text.Read())
            {
                if (letter == '"')
                {
                    if (text.Peek() != '"')
                    {
                        return true;
                    }

                    text.Read();
                }

                _line += letter == '\n' ? 1 : 0;
                _field.Append((char)letter);
            }

            return false;
        }
    }
}
