namespace Bandeng.Kernel.Files;

/// <summary>What stands in a column of a table file.</summary>
public enum CellKind
{
    /// <summary>A string; codes and telephone numbers too, whose zeros and length must stay.</summary>
    Text,

    /// <summary>A <c>long</c>, <c>int</c> or <c>double</c>.</summary>
    Number,

    /// <summary>A <see cref="DateOnly"/>.</summary>
    Day,

    /// <summary>A <see cref="DateTimeOffset"/>, shown as the clock on the wall in China.</summary>
    Moment,
}

/// <summary>One column of a table file that is handed out.</summary>
/// <param name="Width">In characters of the default font; a Chinese character takes two.</param>
public sealed record SheetColumn(string Title, CellKind Kind = CellKind.Text, int Width = 14);
