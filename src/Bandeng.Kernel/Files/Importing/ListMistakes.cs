using Bandeng.Kernel.CommandLine;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Files.Importing;

/// <summary>
/// Why a list cannot be used at all, for who sent it: with its row and column, without where it lies on the server.
/// </summary>
public sealed class ListMistakes(IStringLocalizer<FilesText> texts)
{
    public string Say(MistakeException mistake)
    {
        var known = texts[$"mistake.{mistake.Code}"] is { ResourceNotFound: false };
        var words = known ? texts[$"mistake.{mistake.Code}", [.. mistake.Words]].Value : texts["mistake.other"].Value;
        words = mistake.Column is { } column ? texts["column", column, words].Value : words;
        return mistake.Line is { } line ? texts["row-at", line, words].Value : words;
    }
}
