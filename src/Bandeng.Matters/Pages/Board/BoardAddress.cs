using System.Globalization;
using Bandeng.Matters.Queries.Board;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Pages.Board;

/// <summary>What of the board an address shows: every state of the page has one.</summary>
/// <param name="Path">The page.</param>
/// <param name="Group">open, settled, unconfirmed, overdue, other or all; null: the whole board.</param>
/// <param name="Days">Raised within so many days; null: ever.</param>
internal sealed record BoardAddress(
    string Path, string? Area, string? Category = null, string? Group = null, int? Days = null)
{
    public BoardKey? After { get; init; }

    /// <summary>The list of a group, without what else was chosen but the place.</summary>
    public string To(BoardGroup group, int? days) =>
        (this with { Group = Name(group), Days = days, Category = null, After = null }).ToString();

    public static string Name(BoardGroup group) => group.ToString().ToLowerInvariant();

    public static BoardGroup? Read(string? group) =>
        Enum.TryParse<BoardGroup>(group, true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(group[0])
            ? known
            : null;

    public override string ToString() => Path + QueryString.Create(new (string Key, string? Value)[]
    {
        ("area", Area), ("category", Category), ("group", Group),
        ("days", Days?.ToString(CultureInfo.InvariantCulture)),
        ("after", After?.ToString()),
    }
    .Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => KeyValuePair.Create(part.Key, part.Value)));
}
