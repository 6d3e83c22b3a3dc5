using Bandeng.Kernel;

namespace Bandeng.Territory.Places;

/// <summary>What a place is called, from a day on; the row without an end is the name of today.</summary>
internal sealed class PlaceName
{
    public Guid PlaceId { get; private init; }

    public string Name { get; private set; } = "";

    public DateOnly ValidFrom { get; private init; }

    public DateOnly? ValidTo { get; private set; }

    public static PlaceName Of(Guid place, string name, DateOnly from) =>
        new() { PlaceId = place, Name = name, ValidFrom = from };

    public void End(DateOnly on) => ValidTo = on;

    /// <summary>Twice on one day is a correction, not a second name.</summary>
    public void Correct(string name) => Name = name;
}

/// <summary>
/// Which code a place has, from a day on: grids are redrawn, figures of last year stay where they were.
/// </summary>
internal sealed class PlaceCode
{
    public Guid PlaceId { get; private init; }

    public AreaCode AreaCode { get; private set; }

    public DateOnly ValidFrom { get; private init; }

    public DateOnly? ValidTo { get; private set; }

    public static PlaceCode Of(Guid place, AreaCode code, DateOnly from) =>
        new() { PlaceId = place, AreaCode = code, ValidFrom = from };

    public void End(DateOnly on) => ValidTo = on;

    public void Correct(AreaCode code) => AreaCode = code;
}
