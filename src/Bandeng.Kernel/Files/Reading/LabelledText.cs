using System.Text.RegularExpressions;

namespace Bandeng.Kernel.Files.Reading;

/// <summary>
/// A block of text in which known labels (工单编号 诉求人 联系电话 …) are each followed by their value, as it is copied
/// from a screen or a chat. What has no label is left where it was.
/// </summary>
public sealed class LabelledText
{
    private readonly Regex _label;
    private readonly Regex _gap;

    /// <param name="labels">A longer one wins over a shorter one that begins it: 诉求内容分类 is not 诉求内容.</param>
    public LabelledText(IEnumerable<string> labels)
    {
        // A label begins a line or follows a gap, and is followed by a colon, a closing bracket, a tab, or stands alone
        // on its line.
        var any = string.Join('|', labels.OrderByDescending(label => label.Length).Select(Regex.Escape));
        _label = new(
            $@"(?<=^|[\s|；;【\[])(?<label>{any})(?:[】\]]\s*[:：]?|[ \u3000]*[:：]|\t|[ \u3000]*(?=\r?\n|$))",
            RegexOptions.Compiled | RegexOptions.CultureInvariant);
        _gap = new($@"(?<=^|[\s|；;])(?<label>{any})(?:[ \t\u3000]*[:：]|[ \t\u3000]+)", RegexOptions.Compiled | RegexOptions.CultureInvariant);
    }

    /// <summary>Each label with its value, in the order of the text; one without a value is left out.</summary>
    public IEnumerable<(string Label, string Value)> Read(string text) => Read(text, _label.Matches(text));

    /// <summary>
    /// The same of a text that lost its colons, 「工单编号 A1 诉求人 李建国」: every label that a gap follows. In running words
    /// that is often no label at all, so only a text that begins with one is read so.
    /// </summary>
    public IEnumerable<(string Label, string Value)> ReadGaps(string text) =>
        _gap.Matches(text.TrimStart()) is [{ Index: 0 }, ..] labels ? Read(text.TrimStart(), labels) : [];

    private static IEnumerable<(string Label, string Value)> Read(string text, MatchCollection labels)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            var from = labels[i].Index + labels[i].Length;
            var to = i + 1 < labels.Count ? labels[i + 1].Index : text.Length;
            var value = text[from..to].Trim(' ', '\u3000', '\t', '\r', '\n', '|', '；', ';', '【', '[');
            if (value.Length > 0)
            {
                yield return (labels[i].Groups["label"].Value, value);
            }
        }
    }
}
