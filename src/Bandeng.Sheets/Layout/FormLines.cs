using System.Globalization;
using System.Text.RegularExpressions;
using Bandeng.Sheets.Books;

namespace Bandeng.Sheets.Layout;

/// <summary>What the lines around a table ask for.</summary>
internal enum FormLine
{
    /// <summary>填报单位.</summary>
    Office,

    /// <summary>填报人.</summary>
    Filler,

    /// <summary>审核人.</summary>
    Checker,

    /// <summary>日期.</summary>
    Day,

    /// <summary>统计时间, 报告期.</summary>
    Period,
}

/// <summary>What goes into them.</summary>
/// <param name="Checker">Null: left for the signature.</param>
internal sealed record FormWords(
    string Office, string Filler, string? Checker, DateOnly Day, DateOnly First, DateOnly Last);

/// <summary>Fills 填报单位 填报人 审核人 日期 above and below a table; what is written there already stays.</summary>
internal sealed partial class FormLines(SheetPicture sheet, SheetLayout layout, FormWords words)
{
    private readonly HashSet<FormLine> _open = [];

    /// <summary>Lines for which there is nothing to put in.</summary>
    public IReadOnlyCollection<FormLine> Open => _open;

    /// <summary>Whether a cell asks for who fills, who checks, when: 填报人.</summary>
    public static bool IsLine(string text) => Alone().IsMatch(text);

    /// <summary>The cells that change, by their place in the blank.</summary>
    public IReadOnlyDictionary<CellAt, object> Run()
    {
        var changed = new Dictionary<CellAt, object>();
        foreach (var (at, cell) in sheet.Cells.Where(
            pair => IsOutside(pair.Key.Row) && pair.Value is { Formula: null, Text.Length: > 0 and < 400 }))
        {
            var text = Filled(cell.Text);
            if (text != cell.Text)
            {
                changed[at] = text;
            }
            else if (Alone().Match(cell.Text) is { Success: true } alone && LineOf(alone) is var line
                && sheet.Block(at.Row, at.Column).Right + 1 is var next
                && next <= sheet.Columns && sheet.At(at.Row, next).IsBlank
                && Value(line) is { } value)
            {
                changed[sheet.First(at.Row, next)] = value;
            }
        }

        return changed;
    }

    private bool IsOutside(int row) => row < layout.HeadTop || (row > layout.Grow && !layout.Totals.Contains(row));

    private string Filled(string text)
    {
        text = Labelled().Replace(
            text,
            match =>
                Value(LineOf(match)) is { } value ? $"{match.Groups["label"].Value}{value}{Room(match)}" : match.Value);
        text = OpenDay().Replace(text, match => Chinese(words.Day));
        return OpenMonth().Replace(text, match => words.First.Year == words.Last.Year && words.First.Month == words.Last.Month
            ? string.Create(CultureInfo.InvariantCulture, $"{words.First.Year}年{words.First.Month}月") : match.Value);
    }

    // Between two labels of one line some room stays.
    private static string Room(Match match) => match.Groups["more"].Success ? "    " : "";

    private string? Value(FormLine line)
    {
        var value = line switch
        {
            FormLine.Office => words.Office,
            FormLine.Filler => words.Filler,
            FormLine.Checker => words.Checker,
            FormLine.Day => Chinese(words.Day),
            _ => words.First == words.Last ? Chinese(words.First) : $"{Chinese(words.First)}至{Chinese(words.Last)}",
        };
        if (string.IsNullOrWhiteSpace(value))
        {
            _open.Add(line);
            return null;
        }

        return value;
    }

    private static FormLine LineOf(Match match) =>
        match.Groups["office"].Success ? FormLine.Office
        : match.Groups["filler"].Success ? FormLine.Filler
        : match.Groups["checker"].Success ? FormLine.Checker
        : match.Groups["period"].Success ? FormLine.Period
        : FormLine.Day;

    private static string Chinese(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    private const string Names =
        @"(?<office>(?:填\s*[报表]|上\s*报|报\s*送)\s*单\s*位(?:\s*[（(]\s*盖?\s*章\s*[)）])?|单\s*位\s*名\s*称)"
        + @"|(?<filler>填\s*[报表]\s*人|制\s*表\s*人)|(?<checker>审\s*核\s*人)"
        + @"|(?<period>统\s*计\s*(?:时\s*[间段]|周\s*期|期\s*间)|报\s*告\s*期|报\s*表\s*期)"
        + @"|(?<day>(?:填\s*[报表]|上\s*报|制\s*表|报\s*送)\s*(?:日\s*期|时\s*间)|(?<![一-龥])日\s*期)";

    // A label, its colon, and nothing but room or a day to be written in behind it.
    [GeneratedRegex(
        @"(?<label>(?:" + Names
            + @")\s*[:：])[\s_＿]*(?:年[\s_＿]*月[\s_＿]*日)?(?:(?=$)|(?=[\s_＿]*[一-龥][^:：]{0,8}[:：])(?<more>))",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"^\s*(?:" + Names + @")\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Alone();

    [GeneratedRegex(@"(?<![0-9])[ 　_＿]*年[ 　_＿]+月[ 　_＿]+日")]
    private static partial Regex OpenDay();

    [GeneratedRegex(@"(?<![0-9])[ 　_＿]*年[ 　_＿]+月(?![ 　_＿0-9]*日)")]
    private static partial Regex OpenMonth();
}
