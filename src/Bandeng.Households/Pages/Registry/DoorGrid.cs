using Bandeng.Households.Queries;
using Bandeng.Territory.Queries;

namespace Bandeng.Households.Pages.Registry;

/// <summary>One door of a building's table.</summary>
internal sealed record DoorCell(Guid Id, string Room, Counted? Count);

/// <summary>
/// 楼栋表: a column a unit, a row a floor, the highest first; doors without a floor stand in the last row.
/// </summary>
internal sealed record DoorGrid(
    IReadOnlyList<string> Units, IReadOnlyList<(long? Floor, IReadOnlyList<IReadOnlyList<DoorCell>> Cells)> Rows)
{
    public static DoorGrid Of(IReadOnlyList<DoorRow> doors, IReadOnlyDictionary<Guid, Counted> counts)
    {
        string[] units = [.. doors.Select(door => door.Unit).Distinct().OrderBy(unit => unit.Length)
            .ThenBy(unit => unit, StringComparer.Ordinal)];
        var byPlace = doors.ToLookup(door => (door.Floor, door.Unit));
        var floors = doors.Select(door => door.Floor).Distinct()
            .OrderBy(floor => floor is null).ThenByDescending(floor => floor);
        return new(units,
        [
            .. floors.Select(floor => (floor, (IReadOnlyList<IReadOnlyList<DoorCell>>)
                [.. units.Select(
                    unit => (IReadOnlyList<DoorCell>)[.. byPlace[(floor, unit)].Select(door => Cell(door, counts))])])),
        ]);
    }

    private static DoorCell Cell(DoorRow door, IReadOnlyDictionary<Guid, Counted> counts) =>
        new(door.Id, door.Room, counts.GetValueOrDefault(door.Id));
}
