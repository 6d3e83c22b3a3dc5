namespace Bandeng.Households;

/// <summary>A module that keeps records for a time: what is older is erased by the rule of its kind.</summary>
public interface IRetained
{
    /// <summary>As the rules name it: <c>visit</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// Erases up to a few hundred records that ended before a day, and says how many; changes the unit of work.
    /// </summary>
    Task<int> EraseAsync(DateOnly before, string ground, CancellationToken cancel);
}
