using Bandeng.Households.Telling;
using Bandeng.Kernel;

namespace Bandeng.Households.People;

/// <summary>Those who live together behind one door, from a day to a day.</summary>
internal sealed class Household
{
    public Guid Id { get; private init; }

    public Guid DwellingId { get; private init; }

    public Guid BuildingId { get; private init; }

    /// <summary>Of the day on which it began; where the door belongs today the territory says.</summary>
    public AreaCode AreaCode { get; private init; }

    /// <summary>How the office numbers it (户号).</summary>
    public string? Number { get; private set; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The first day on which it is no more.</summary>
    public DateOnly? ValidTo { get; private set; }

    public long Version { get; private set; }

    /// <summary>Whether those who live there own it; null: nobody told.</summary>
    public Tenure? Tenure { get; private set; }

    public static Household Of(Guid id, DoorOfHousehold door, string? number, DateOnly from) => new()
    {
        Id = id,
        DwellingId = door.DwellingId,
        BuildingId = door.BuildingId,
        AreaCode = door.AreaCode,
        Number = number,
        ValidFrom = from,
        Version = 1,
    };

    public void Hold(Tenure tenure) => (Tenure, Version) = (tenure, Version + 1);

    public void Close(DateOnly on) => (ValidTo, Version) = (on, Version + 1);
}

/// <summary>The door behind which a household lives, and the code it has today.</summary>
internal sealed record DoorOfHousehold(Guid DwellingId, Guid BuildingId, AreaCode AreaCode);

/// <summary>That somebody belongs to a household, from a day to a day.</summary>
internal sealed class Membership
{
    public const string Head = "户主";
    public const int RelationMax = 20;

    public Guid Id { get; private init; }

    public Guid HouseholdId { get; private init; }

    public Guid ResidentId { get; private init; }

    /// <summary>To the head of the household; the head is 户主; empty when nobody told.</summary>
    public string Relation { get; private set; } = "";

    public DateOnly ValidFrom { get; private init; }

    public DateOnly? ValidTo { get; private set; }

    public long Version { get; private set; }

    public static Membership Of(Guid household, Guid resident, string relation, DateOnly from) => new()
    {
        Id = Guid.CreateVersion7(),
        HouseholdId = household,
        ResidentId = resident,
        Relation = relation,
        ValidFrom = from,
        Version = 1,
    };

    public void Relate(string relation) =>
        (Relation, Version) = (relation.Length > 0 ? relation : Relation, Version + 1);

    /// <summary>Nobody told what they are to the head of today.</summary>
    public void AskAnew() => (Relation, Version) = ("", Relation.Length > 0 ? Version + 1 : Version);

    public void Leave(DateOnly on) => (ValidTo, Version) = (on < ValidFrom ? ValidFrom : on, Version + 1);
}
