using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>An area that ended and became part of another.</summary>
/// <param name="On">The first day on which it is no more: today or before.</param>
/// <param name="Codes">
/// The former and the new codes of the grids and buildings inside it: they go on, and only their codes change.
/// </param>
/// <param name="By">Who did it.</param>
public sealed record MergedArea(
    AreaCode Area, AreaCode Into, DateOnly On, IReadOnlyDictionary<AreaCode, AreaCode> Codes, Viewer By);

/// <summary>What a module above does when areas go on under other codes.</summary>
public interface IAreaMerged
{
    /// <summary>Changes the unit of work; the caller saves it.</summary>
    /// <returns>What still stands at the area that ended and somebody has to look at; null: nothing.</returns>
    Task<string?> GoAlongAsync(MergedArea merged, CancellationToken cancel);
}
