using Bandeng.Kernel;

namespace Bandeng.Organizations.Bodies;

/// <summary>An organization with a life: founded, renamed, ended.</summary>
internal sealed class BodyOnFile
{
    public const int NameMax = 80;

    public Guid Id { get; private init; }

    public string Name { get; private set; } = "";

    public BodyKind Kind { get; private init; }

    /// <summary>Where it sits; which areas it serves stands in <c>body_areas</c>.</summary>
    public AreaCode AreaCode { get; private init; }

    public Guid? ParentId { get; private init; }

    /// <summary>The number that may be shown to everyone.</summary>
    public string? Phone { get; private set; }

    /// <summary>Whether matters may be dispatched to it.</summary>
    public bool TakesMatters { get; private set; }

    public DateOnly ValidFrom { get; private init; }

    public DateOnly? ValidTo { get; private set; }

    public long Version { get; private set; }

    public static BodyOnFile Of(Guid id, string name, BodyKind kind, AreaCode area, DateOnly from) => new()
    {
        Id = id,
        Name = name,
        Kind = kind,
        AreaCode = area,
        TakesMatters = true,
        ValidFrom = from,
    };

    public bool IsThereOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } last || day <= last);

    public void Change(string name, string? phone, bool takesMatters, DateOnly? lastDay)
    {
        (Name, Phone, TakesMatters, ValidTo) = (name, phone, takesMatters, lastDay);
        Version++;
    }
}

/// <summary>An area that a body serves.</summary>
internal sealed record BodyArea(Guid BodyId, AreaCode AreaCode);
