using Bandeng.Kernel.CommandLine;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Files.Importing;

/// <summary>
/// Why a list cannot be used at all, for who sent it: with its row and column, without where it lies on the server.
/// </summary>
public sealed class ListMistakes(IStringLocalizer<FilesText> texts)
{
    private const int MostReasons = 8;

    public string Say(MistakeException mistake)
    {
        var known = texts[$"mistake.{mistake.Code}"] is { ResourceNotFound: false };
        var words = known ? texts[$"mistake.{mistake.Code}", [.. mistake.Words]].Value : texts["mistake.other"].Value;
        words = mistake.Column is { } column ? texts["column", column, words].Value : words;
        return mistake.Line is { } line ? texts["row-at", line, words].Value : words;
    }

    /// <summary>Why rows were refused, the most frequent reason first, each with its first row.</summary>
    /// <param name="path">Of the list; its refused rows stand beside it. Null: none was refused.</param>
    public IReadOnlyList<string> Reasons(string? path)
    {
        if (path is null)
        {
            return [];
        }

        using var rows = TableFile.Open($"{path}.refused.csv", whole: true);
        var why = rows.Rows().Where(row => row.Fields.Count > 1)
            .AggregateBy(
                row => row.Fields[^1], _ => (Row: "", Count: 0),
                (so, row) => (so.Count == 0 ? row.Fields[^2] : so.Row, so.Count + 1))
            .OrderByDescending(reason => reason.Value.Count).ToList();
        return
        [
            .. why.Take(MostReasons).Select(reason => reason.Value.Count == 1
                ? texts["row-at", reason.Value.Row, reason.Key].Value
                : texts["rows-at", reason.Value.Row, reason.Value.Count, reason.Key].Value),
            .. why.Skip(MostReasons).Take(1).Select(_ => texts["reasons-more", why.Count - MostReasons].Value),
        ];
    }
}
