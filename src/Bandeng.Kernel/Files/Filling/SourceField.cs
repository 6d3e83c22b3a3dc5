using System.Globalization;

namespace Bandeng.Kernel.Files.Filling;

/// <summary>One thing that a source can put into a column of an office's table.</summary>
/// <param name="Code">Stable inside its source: <c>title</c>.</param>
/// <param name="Zh">As offices say it; a heading of these words is this field.</param>
/// <param name="Kind">What its values are.</param>
public sealed record SourceField(string Code, string Zh, string En, CellKind Kind = CellKind.Text)
{
    /// <summary>How else offices head it.</summary>
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    /// <summary>A number of a person: masked unless it is opened for a stated purpose.</summary>
    public bool IsNumberOfPerson { get; init; }

    /// <summary>Names the row: a table that lists its rows already is filled row by row, by this name.</summary>
    public bool NamesRow { get; init; }

    /// <summary>Whether a total is the sum of its values.</summary>
    public bool Sums { get; init; }

    /// <summary>A share between 0 and 1, shown in per cent.</summary>
    public bool IsShare { get; init; }

    /// <summary>In the language of the request.</summary>
    public string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? En : Zh;
}
