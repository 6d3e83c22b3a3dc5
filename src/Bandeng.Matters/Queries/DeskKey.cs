using System.Globalization;

namespace Bandeng.Matters.Queries;

/// <summary>Where a page of the inbox ends: the sorting instant of its last row, and the row.</summary>
/// <param name="At">Unix milliseconds.</param>
internal readonly record struct DeskKey(long At, Guid Id)
{
    /// <summary>Reads what <see cref="ToString"/> writes; anything else begins at the beginning.</summary>
    public static bool TryRead(string? text, out DeskKey key)
    {
        key = default;
        if (text?.Split('_') is not [var at, var id]
            || !long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var instant)
            || !Guid.TryParse(id, out var matter))
        {
            return false;
        }

        key = new(instant, matter);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}_{Id}");
}
