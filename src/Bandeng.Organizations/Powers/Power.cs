using Bandeng.Kernel;

namespace Bandeng.Organizations.Powers;

/// <summary>An entry of the catalogue of powers handed down.</summary>
internal sealed class Power
{
    public const int NameMax = 120;
    public const int BasisMax = 200;

    public Guid Id { get; private init; }

    public string Name { get; private init; } = "";

    public PowerClass Class { get; private init; }

    public Guid DepartmentId { get; private init; }

    /// <summary>A town, or a district: every town of it.</summary>
    public AreaCode ToArea { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? ValidTo { get; private set; }

    public string Basis { get; private init; } = "";

    public long Version { get; private set; }

    public static Power Of(PowerFields told, DateOnly from) => new()
    {
        Id = told.Id,
        Name = told.Name!.Trim(),
        Class = told.Class,
        DepartmentId = told.Department,
        ToArea = told.To,
        ValidFrom = from,
        ValidTo = told.LastDay,
        Basis = told.Basis!.Trim(),
        Version = 1,
    };

    public void End(DateOnly lastDay) => (ValidTo, Version) = (lastDay, Version + 1);

    public void Rebind() => Version++;
}

/// <summary>That matters of a category are decided by virtue of a power.</summary>
internal sealed record PowerCategory(Guid PowerId, string CategoryCode);

/// <summary>What is told about a power.</summary>
/// <param name="Id">Made with the form: sent twice, it is one power.</param>
internal sealed record PowerFields(
    Guid Id, string? Name, PowerClass Class, Guid Department, AreaCode To, DateOnly? From, DateOnly? LastDay,
    string? Basis)
{
    public IReadOnlyList<string> Categories { get; init; } = [];
}
