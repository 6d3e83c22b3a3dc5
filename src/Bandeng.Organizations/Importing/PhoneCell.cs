using Bandeng.Kernel.Files.Importing;

namespace Bandeng.Organizations.Importing;

internal static class PhoneCell
{
    /// <summary>A telephone number as it is kept; null where nothing stands.</summary>
    public static string? Phone(this SheetCells cells, string key)
    {
        if (cells.Text(key, 40) is not { } typed)
        {
            return null;
        }

        if (PhoneNumber.Normalize(typed).TryGet(out var number, out _))
        {
            return number;
        }

        cells.Refuse("phone.unreadable", key);
        return null;
    }
}
