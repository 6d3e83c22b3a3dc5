using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Organizations.Bodies;
using Bandeng.Territory;

namespace Bandeng.Organizations.Importing;

/// <summary>A body as a row tells it.</summary>
/// <param name="Kind">As the column says, else as the name ends; null where neither tells.</param>
/// <param name="TakesMatters">Null: as its kind does.</param>
internal sealed record ToldBody(
    SheetRow Row, string Name, AreaCode Area, BodyKind? Kind, string? Parent, IReadOnlyList<string> Partners,
    string? Phone,
    DateOnly? From, DateOnly? To, string? Purpose, string? Place, bool? TakesMatters);

/// <summary>Reads rows of lists of bodies.</summary>
internal sealed class BodyLine(SheetTable table, AreaBook areas)
{
    private const int PurposeMax = 200;
    private const int PartnersMax = 2_000;
    private const int PhoneMax = 40;

    private static readonly char[] Between = ['、', ',', '，', ';', '；', '\n'];

    public ToldBody? Read(SheetRow row, out SheetFault? fault)
    {
        var cells = new SheetCells(table, row);
        var name = cells.Text(BodyGuide.Name, BodyOnFile.NameMax);
        if (name is null)
        {
            cells.Refuse("body.name", BodyGuide.Name);
        }

        var area = areas.Find(AreaGuide.Read(table, row), out var nowhere);
        cells.Refuse(nowhere);
        var told = new ToldBody(
            row, name ?? "", area ?? default, KindOf(cells, name ?? ""),
            cells.Text(BodyGuide.Parent, BodyOnFile.NameMax),
            (cells.Text(BodyGuide.Partners, PartnersMax) ?? "")
                .Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            cells.Text(BodyGuide.Phone, PhoneMax), cells.Day(BodyGuide.From), cells.Day(BodyGuide.To),
            cells.Text(BodyGuide.Purpose, PurposeMax), cells.Text(BodyGuide.Place, PurposeMax), Takes(cells));
        if (told.To < told.From)
        {
            cells.Refuse("post.last-day", BodyGuide.To);
        }

        fault = cells.Fault;
        return fault is null ? told : null;
    }

    /// <summary>Which body a row tells of that cannot be used; null where it has no name.</summary>
    public string? NameIn(SheetRow row) => new SheetCells(table, row).Text(BodyGuide.Name, BodyOnFile.NameMax);

    private static BodyKind? KindOf(SheetCells cells, string name)
    {
        if (cells.Text(BodyGuide.Kind, 40) is not { } words)
        {
            return BodyGuide.Kinds.Where(kind => name.EndsWith(kind.Key, StringComparison.Ordinal))
                .OrderByDescending(kind => kind.Key.Length).Select(kind => (BodyKind?)kind.Value).FirstOrDefault();
        }

        if (BodyGuide.Kinds.TryGetValue(words, out var known) || Enum.TryParse(words, ignoreCase: true, out known))
        {
            return known;
        }

        cells.Refuse("body.kind-unknown", BodyGuide.Kind, words);
        return null;
    }

    private static bool? Takes(SheetCells cells) => cells.Text(BodyGuide.TakesMatters, 10)?.ToLowerInvariant() switch
    {
        "是" or "yes" or "true" or "1" or "√" => true,
        "否" or "no" or "false" or "0" or "×" => false,
        _ => null,
    };
}
