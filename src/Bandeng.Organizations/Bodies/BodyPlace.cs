namespace Bandeng.Organizations.Bodies;

/// <summary>That a body is for an estate, a courtyard or a villager group, from a day to a day.</summary>
internal sealed class BodyPlace
{
    public Guid BodyId { get; private init; }

    /// <summary>The place, in the territory.</summary>
    public Guid PlaceId { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? ValidTo { get; private set; }

    public static BodyPlace Of(Guid body, Guid place, DateOnly from) =>
        new() { BodyId = body, PlaceId = place, ValidFrom = from };

    public void End(DateOnly lastDay) => ValidTo = lastDay;
}
