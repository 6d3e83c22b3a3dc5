using Bandeng.Kernel;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory.Importing.Buildings;

namespace Bandeng.Territory.Importing.Outlines;

/// <summary>
/// Which area an outline is of: by its code, or by its name inside of another. Buildings are not meant.
/// </summary>
internal sealed class OutlineAreas(BandengDb db)
{
    private sealed record Row(AreaCode Code, string Name);

    private ILookup<string, Row> _byName = Enumerable.Empty<Row>().ToLookup(_ => "");
    private HashSet<AreaCode> _known = [];
    private AreaCode? _said;

    /// <param name="within">Only areas inside; a community itself is meant where a row names none. Null: all.</param>
    public async Task LoadAsync(AreaCode? within, CancellationToken cancel)
    {
        var (first, last) = within?.Range ?? (0, long.MaxValue);
        var rows = await db.RowsAsync<Row>(
            "select code, name from areas where level < 7 and valid_to is null and code between @first and @last",
            new { first, last }, cancel);
        _byName = rows.ToLookup(row => Plain(row.Name));
        _known = [.. rows.Select(row => row.Code)];
        _said = within is { Level: >= AreaLevel.Village } community ? community : null;
    }

    /// <summary>The area of a row, or what is wrong with it.</summary>
    public AreaCode? Find(PlaceSource source, SheetRow row, out RowFault? fault)
    {
        var (code, name) = (source.At(row, OutlineGuide.Code).Text, source.At(row, OutlineGuide.Name).Text);
        if (code.Length == 0 && name.Length == 0)
        {
            fault = _said is null ? new("outline.unnamed", source.Heading(OutlineGuide.Code)) : null;
            return _said;
        }

        return code.Length > 0
            ? Coded(source, code, out fault)
            : Named(source, name, source.At(row, OutlineGuide.Around).Text, out fault);
    }

    private AreaCode? Coded(PlaceSource source, string code, out RowFault? fault)
    {
        var isKnown = AreaCode.TryParse(code, out var area) && _known.Contains(area);
        fault = isKnown ? null : new("outline.unknown", source.Heading(OutlineGuide.Code), code);
        return isKnown ? area : null;
    }

    private AreaCode? Named(PlaceSource source, string name, string around, out RowFault? fault)
    {
        var meant = _byName[Plain(name)].Select(row => row.Code);
        if (around.Length > 0)
        {
            AreaCode[] outer = [.. _byName[Plain(around)].Select(row => row.Code)];
            meant = meant.Where(code => outer.Any(one => one.Contains(code)));
        }

        AreaCode[] found = [.. meant.Take(2)];
        fault = found is [_] ? null
            : new(found is [] ? "outline.unknown" : "outline.many", source.Heading(OutlineGuide.Name), name);
        return found is [var only] ? only : null;
    }

    /// <summary>街心社区居委会, 街心社区 and 街心 are one.</summary>
    private static string Plain(string name) => PlaceWords.Community(name);
}
