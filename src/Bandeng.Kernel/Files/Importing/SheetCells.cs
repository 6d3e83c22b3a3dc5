using System.Buffers;
using System.Globalization;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Kernel.Files.Importing;

/// <summary>Cells of a row; the first thing wrong with them is kept.</summary>
public sealed class SheetCells(SheetTable table, SheetRow row)
{
    private static readonly string[] Nothing = ["", "无", "/", "-", "—", "暂无", "不详"];

    private static readonly SearchValues<char> BetweenNames = SearchValues.Create("、,，;；/\n");

    public SheetTable Table => table;

    public SheetRow Row => row;

    public SheetFault? Fault { get; private set; } = table.FaultOf(row);

    /// <summary>What stands there; what people write where there is nothing is null.</summary>
    public string? Text(string key, int most = 200)
    {
        var text = table.At(row, key).Text.TrimStart('\'').Trim();
        if (text.Length > most)
        {
            Refuse("list.long", key);
        }

        return Nothing.Contains(text) ? null : text;
    }

    /// <summary>「张三、李四」 are two people in one cell; 阿依古丽·买买提 is one.</summary>
    public static bool NamesSeveral(string name) => name.AsSpan().ContainsAny(BetweenNames);

    /// <summary>A text without which the row says nothing.</summary>
    public string Needed(string key, int most = 200)
    {
        var text = Text(key, most);
        if (text is null)
        {
            Refuse("list.needed", key);
        }

        return text ?? "";
    }

    public DateOnly? Day(string key)
    {
        if (Text(key, 40) is null or "至今" or "长期")
        {
            return null;
        }

        if (SheetDay.TryRead(table.At(row, key), out var day))
        {
            return day;
        }

        Refuse("list.day", key);
        return null;
    }

    /// <summary>元 as written by an office, 4,722.50, in fen; null where nothing stands.</summary>
    public long? Fen(string key)
    {
        if (Text(key, 40) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text.TrimEnd('元'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var yuan)
            && decimal.Truncate(yuan * 100) == yuan * 100 && yuan < 1_000_000)
        {
            return (long)(yuan * 100);
        }

        Refuse("list.money", key);
        return null;
    }

    public void Refuse(string code, string? key = null, string? detail = null) => Fault ??= new(code, key, detail);

    public void Refuse(SheetFault? fault) => Fault ??= fault;
}
