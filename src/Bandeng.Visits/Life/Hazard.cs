using Bandeng.Kernel;

namespace Bandeng.Visits.Life;

internal enum HazardKind
{
    Fire,
    Electric,
    Gas,
    Structure,
    Water,
    Road,
    Other,
}

/// <summary>隐患: what a grid worker keeps an eye on until it is gone.</summary>
internal sealed class Hazard
{
    public Guid Id { get; private init; }

    public AreaCode AreaCode { get; private init; }

    public Guid? BuildingId { get; private init; }

    public HazardKind Kind { get; private init; }

    public Guid TextId { get; private init; }

    public DateOnly FoundOn { get; private init; }

    public DateOnly? SettledOn { get; private set; }

    public Guid EnteredBy { get; private init; }

    public long Version { get; private set; }

    public static Hazard Of(Guid id, AreaCode area, HazardKind kind, Guid text, DateOnly on, Guid by) => new()
    {
        Id = id,
        AreaCode = area,
        Kind = kind,
        TextId = text,
        FoundOn = on,
        EnteredBy = by,
        Version = 1,
    };

    public void Settle(DateOnly on) => (SettledOn, Version) = (on, Version + 1);
}
