using Bandeng.Kernel;

namespace Bandeng.Organizations;

/// <summary>Which of the seven classes a power belongs to.</summary>
public enum PowerClass
{
    /// <summary>行政许可.</summary>
    Permit,

    /// <summary>行政处罚.</summary>
    Penalty,

    /// <summary>行政强制.</summary>
    Coercion,

    /// <summary>行政检查.</summary>
    Inspection,

    /// <summary>行政确认.</summary>
    Confirmation,

    /// <summary>行政给付.</summary>
    Payment,

    /// <summary>其他行政权力.</summary>
    Other,
}

/// <summary>A department's power that a town decides from a day to a day.</summary>
/// <param name="DepartmentId">Whose power it is.</param>
/// <param name="To">A town, or a district: every town of it.</param>
/// <param name="LastDay">Included; null while nobody knows one.</param>
/// <param name="Basis">The document that hands it down, with number and clause.</param>
public sealed record HandedDownPower(
    Guid Id, string Name, PowerClass Class, Guid DepartmentId, string Department, AreaCode To, DateOnly From,
    DateOnly? LastDay, string Basis)
{
    /// <summary>Whether the town around a place decides on a day.</summary>
    public bool Holds(AreaCode place, DateOnly day) =>
        To.Contains(place) && From <= day && (LastDay is not { } last || day <= last);
}

/// <summary>The catalogue of powers handed down (赋权清单), for the modules that send work.</summary>
public interface IPowers
{
    /// <summary>Every power of the catalogue that a category is bound to, whatever its days and towns.</summary>
    Task<IReadOnlyList<HandedDownPower>> OfCategoryAsync(string categoryCode, CancellationToken cancel);
}

/// <summary>What sends work says which categories a power can be bound to.</summary>
public interface ICategoryBook
{
    /// <summary>Codes and names of today, by code.</summary>
    Task<IReadOnlyList<(string Code, string Name)>> TodayAsync(CancellationToken cancel);
}
