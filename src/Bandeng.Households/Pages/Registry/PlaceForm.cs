using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;

namespace Bandeng.Households.Pages.Registry;

/// <summary>A place as its form has it.</summary>
public sealed class PlaceForm
{
    public long Version { get; set; }

    public string? Name { get; set; }

    public Guid? Estate { get; set; }

    public string? Number { get; set; }

    public string? Address { get; set; }

    public string? Aliases { get; set; }

    public long? Households { get; set; }

    public long? Floors { get; set; }

    public static PlaceForm Of(PlaceRow place) => new()
    {
        Version = place.Version,
        Name = place.Name,
        Estate = place.EstateId,
        Number = place.Number,
        Address = place.Address,
        Aliases = place.Aliases,
        Households = place.Households,
        Floors = place.Floors,
    };

    public PlaceInput ToInput() => new(Name, Estate, Number, Address, Households, Floors, Aliases);

    /// <summary>The field that a refusal means.</summary>
    public static string FieldOf(string code) => code switch
    {
        "place.name" or "place.same" => "Input.Name",
        "place.number-taken" or "place.long" => "Input.Number",
        "place.number" => "Input.Households",
        "place.day" => "on",
        "door.room" or "door.same" => "room",
        _ => "",
    };
}
