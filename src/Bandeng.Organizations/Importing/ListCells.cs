using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Organizations.Importing;

/// <summary>Cells of a list of bodies or posts; the first thing wrong with the row is kept.</summary>
internal sealed class ListCells(SheetTable table, SheetRow row)
{
    private static readonly string[] Nothing = ["", "无", "/", "-", "—", "暂无", "不详"];

    public SheetFault? Fault { get; private set; } = row.Fault is { } broken ? new(broken) : null;

    /// <summary>What stands there; what people write where there is nothing is null.</summary>
    public string? Text(string key, int most)
    {
        var text = table.At(row, key).Text.TrimStart('\'').Trim();
        if (text.Length > most)
        {
            Refuse("list.long", key);
        }

        return Nothing.Contains(text) ? null : text;
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

    public string? Phone(string key)
    {
        if (Text(key, 40) is not { } typed)
        {
            return null;
        }

        if (PhoneNumber.Normalize(typed).TryGet(out var number, out _))
        {
            return number;
        }

        Refuse("phone.unreadable", key);
        return null;
    }

    public void Refuse(string code, string? key = null, string? detail = null) => Fault ??= new(code, key, detail);

    public void Refuse(SheetFault? fault) => Fault ??= fault;
}
