using Bandeng.Kernel;

namespace Bandeng.Organizations.Bodies;

/// <summary>An organization with a life: founded, renamed, ended.</summary>
internal sealed class BodyOnFile
{
    public const int NameMax = 80;

    public Guid Id { get; private init; }

    public string Name { get; private set; } = "";

    public BodyKind Kind { get; private set; }

    /// <summary>Where it sits; which areas it serves stands in <c>body_areas</c>.</summary>
    public AreaCode AreaCode { get; private init; }

    public Guid? ParentId { get; private set; }

    /// <summary>What it is for; every temporary branch has one.</summary>
    public string? Purpose { get; private set; }

    /// <summary>Where it works, in words; every temporary branch has one.</summary>
    public string? Place { get; private set; }

    /// <summary>The number that may be shown to everyone.</summary>
    public string? Phone { get; private set; }

    /// <summary>Whether matters may be dispatched to it.</summary>
    public bool TakesMatters { get; private set; }

    public DateOnly ValidFrom { get; private init; }

    public DateOnly? ValidTo { get; private set; }

    /// <summary>Which body takes its open work when it is over.</summary>
    public Guid? HeirId { get; private set; }

    /// <summary>When what it had in hand was handed on, once it was over.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

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
        SettledAt = lastDay == ValidTo ? SettledAt : null;
        (Name, Phone, TakesMatters, ValidTo) = (name, phone, takesMatters, lastDay);
        HeirId = lastDay is null ? null : HeirId;
        Version++;
    }

    /// <summary>Names who takes its open work.</summary>
    public void LeaveTo(Guid? heir) => HeirId = heir;

    public void Settle(DateTimeOffset now) => SettledAt = now;

    /// <summary>Puts it below another body, or below none.</summary>
    public void Under(Guid? parent)
    {
        Version += ParentId == parent ? 0 : 1;
        ParentId = parent;
    }

    /// <summary>Says what sort it is, what it is for and where it works; <see cref="Change"/> follows.</summary>
    public void Describe(BodyKind kind, string? purpose, string? place) =>
        (Kind, Purpose, Place) = (kind, purpose, place);
}

/// <summary>A body that sits in a wide committee without being below it.</summary>
internal sealed class BodyPartner
{
    public Guid BodyId { get; private init; }

    public Guid PartnerId { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? ValidTo { get; private set; }

    public static BodyPartner Of(Guid body, Guid partner, DateOnly from) =>
        new() { BodyId = body, PartnerId = partner, ValidFrom = from };

    public void End(DateOnly lastDay) => ValidTo = lastDay;
}

/// <summary>An area that a body serves.</summary>
internal sealed record BodyArea(Guid BodyId, AreaCode AreaCode);
