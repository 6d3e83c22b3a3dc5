using System.Globalization;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Demo;

/// <summary>One invented matter of the demo: a line of the pack's <c>matters.csv</c>.</summary>
/// <param name="Days">How long ago it was raised.</param>
/// <param name="Who">A demo sign-in, an invented name that a clerk takes down, or nobody.</param>
/// <param name="Area">A community of the demo.</param>
/// <param name="Body">The lead body by name, or empty.</param>
/// <param name="Story">How far it goes: <c>settled</c>, <c>overdue</c>, <c>merged:KEY</c> …</param>
/// <param name="Extras">Whatever else happens: <c>letout</c>, <c>join:3</c>, <c>hotline</c>, <c>urgent</c>,
/// <c>errand</c>, <c>signed</c> …</param>
internal sealed record DemoStory(
    string Key, double Days, string Who, Channel Channel, RequestType Type, string Category, string Area, string Body,
    string Story, string Title, string Detail, string? Place, string Reply, IReadOnlyList<string> Extras)
{
    private const string Town = "431302001";

    public static IReadOnlyList<DemoStory> Read(string path)
    {
        using var table = TableFile.Open(path);
        return [.. table.Rows().Select(row => Of([.. row.Fields]))];
    }

    public bool Has(string extra) => Extras.Contains(extra);

    /// <summary>What stands behind the colon of an extra, or null.</summary>
    public string? Value(string extra) =>
        Extras.FirstOrDefault(one => one.StartsWith(extra + ':', StringComparison.Ordinal))?[(extra.Length + 1)..];

    private static DemoStory Of(string[] row) => new(
        row[0], double.Parse(row[1], CultureInfo.InvariantCulture), row[2], Enum.Parse<Channel>(row[3]),
        Enum.Parse<RequestType>(row[4]), row[5], Town + row[6], row[7], row[8], row[9], row[10],
        row[11].Length > 0 ? row[11] : null, row[12], row[13].Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
