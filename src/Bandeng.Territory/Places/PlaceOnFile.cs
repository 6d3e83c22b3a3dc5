using Bandeng.Kernel;
using Bandeng.Territory.Maps;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Places;

/// <summary>
/// An estate, a courtyard, a public unit, a building: what it is today. Its past names and codes stand beside it.
/// </summary>
internal sealed class PlaceOnFile
{
    public const int NameMax = 80;

    public Guid Id { get; private init; }

    public PlaceKind Kind { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>Of a building its own 18 digits, or its community while there are no grids.</summary>
    public AreaCode AreaCode { get; private set; }

    public Guid? EstateId { get; private set; }

    /// <summary>How the office numbers it; standing places never share one.</summary>
    public string? Number { get; private set; }

    public string? Address { get; private set; }

    /// <summary>What else people call it, separated by 、.</summary>
    public string? Aliases { get; private set; }

    /// <summary>How many households the office counts, before they are known by name.</summary>
    public long? Households { get; private set; }

    public long? Floors { get; private set; }

    /// <summary>GeoJSON, WGS-84.</summary>
    public string? Geometry { get; private set; }

    public double? West { get; private set; }

    public double? South { get; private set; }

    public double? East { get; private set; }

    public double? North { get; private set; }

    /// <summary>Whether it is invented (示意).</summary>
    public bool Sketch { get; private set; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The first day on which it is no more.</summary>
    public DateOnly? ValidTo { get; private set; }

    public long Version { get; private set; }

    public static PlaceOnFile Of(Guid id, PlaceKind kind, string name, AreaCode area, DateOnly from) =>
        new() { Id = id, Kind = kind, Name = name, AreaCode = area, ValidFrom = from, Version = 1 };

    public void Rename(string name) => (Name, Version) = (name, Version + 1);

    public void Recode(AreaCode code) => (AreaCode, Version) = (code, Version + 1);

    /// <summary>A building comes to stand in a courtyard, or in none.</summary>
    public void StandIn(Guid? estate) => (EstateId, Version) = (estate, Version + 1);

    public void Close(DateOnly on) => (ValidTo, Version) = (on, Version + 1);

    public void Place(Geometry? at, bool sketch)
    {
        var box = at?.EnvelopeInternal;
        (Geometry, Sketch, Version) = (at is null ? null : GeoJson.Write(at), sketch, Version + 1);
        (West, South, East, North) = (box?.MinX, box?.MinY, box?.MaxX, box?.MaxY);
    }

    /// <summary>Takes what a list or a form tells; what it does not tell stays.</summary>
    public void Tell(PlaceFacts facts)
    {
        (Number, Address) = (facts.Number ?? Number, facts.Address ?? Address);
        (Households, Floors) = (facts.Households ?? Households, facts.Floors ?? Floors);
        (EstateId, Aliases, Version) = (facts.EstateId ?? EstateId, facts.Aliases ?? Aliases, Version + 1);
    }

    /// <summary>Takes a form that shows everything: what was emptied is empty.</summary>
    public void Say(PlaceFacts facts)
    {
        (Number, Address, Aliases) = (facts.Number, facts.Address, facts.Aliases);
        (Households, Floors, EstateId) = (facts.Households, facts.Floors, facts.EstateId);
        Version++;
    }

    /// <summary>Whether everything that is told stands already.</summary>
    public bool Knows(PlaceFacts facts) =>
        Same(facts.Number, Number) && Same(facts.Address, Address) && Same(facts.Households, Households)
        && Same(facts.Floors, Floors) && Same(facts.EstateId, EstateId) && Same(facts.Aliases, Aliases);

    /// <summary>Of what is told that of which nothing was known.</summary>
    public PlaceFacts New(PlaceFacts facts) => new(
        Number is null ? facts.Number : null, Address is null ? facts.Address : null,
        Households is null ? facts.Households : null, Floors is null ? facts.Floors : null, facts.EstateId,
        Aliases is null ? facts.Aliases : null);

    private static bool Same<T>(T? told, T? standing) => told is null || Equals(told, standing);
}

/// <summary>What is said of a place beside its name; null: not said.</summary>
internal sealed record PlaceFacts(
    string? Number = null, string? Address = null, long? Households = null, long? Floors = null, Guid? EstateId = null,
    string? Aliases = null);
