namespace Bandeng.Territory.Places;

/// <summary>One door of a building: a flat, a shop, a room. The id stays while people come and go.</summary>
internal sealed class Dwelling
{
    public Guid Id { get; private init; }

    public Guid BuildingId { get; private init; }

    /// <summary>As on the wall: 2单元 is 2; empty where a building has one stair.</summary>
    public string Unit { get; private init; } = "";

    public long? Floor { get; private set; }

    public string Room { get; private init; } = "";

    /// <summary>Square centimetres.</summary>
    public long? AreaCm2 { get; private set; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The first day on which it is no more.</summary>
    public DateOnly? ValidTo { get; private set; }

    public long Version { get; private set; }

    public static Dwelling Of(Guid id, Guid building, Door door, DateOnly from) => new()
    {
        Id = id,
        BuildingId = building,
        Unit = door.Unit,
        Floor = door.Floor ?? door.UsualFloor,
        Room = door.Room,
        AreaCm2 = door.AreaCm2,
        ValidFrom = from,
        Version = 1,
    };

    /// <summary>Whether the list said something new of the door.</summary>
    public bool Tell(long? floor, long? areaCm2)
    {
        if ((floor ?? Floor) == Floor && (areaCm2 ?? AreaCm2) == AreaCm2)
        {
            return false;
        }

        (Floor, AreaCm2, Version) = (floor ?? Floor, areaCm2 ?? AreaCm2, Version + 1);
        return true;
    }

    public void Close(DateOnly on) => (ValidTo, Version) = (on, Version + 1);
}
