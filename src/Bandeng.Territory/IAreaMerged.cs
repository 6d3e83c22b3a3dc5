using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>An area that ended and became part of another.</summary>
/// <param name="On">The first day on which it is no more: today or before.</param>
/// <param name="Codes">
/// The former and the new codes of the grids and buildings inside it: they go on, and only their codes change.
/// </param>
/// <param name="By">Who did it.</param>
public sealed record MergedArea(
    AreaCode Area, AreaCode Into, DateOnly On, IReadOnlyDictionary<AreaCode, AreaCode> Codes, Viewer By)
{
    /// <summary>
    /// Where what stands open at a code inside the area goes on: under the new code of its grid or building, else in
    /// the other area.
    /// </summary>
    public AreaCode Now(AreaCode code)
    {
        for (AreaCode? here = code; here is { } one && Area.Contains(one); here = one.Parent)
        {
            if (Codes.TryGetValue(one, out var now))
            {
                return now;
            }
        }

        return Into;
    }
}

/// <summary>What a merge does to something that stands at the area.</summary>
public enum MergeFate
{
    /// <summary>It goes along by itself.</summary>
    Moves,

    /// <summary>It stays at the former code until somebody decides.</summary>
    Stays,

    /// <summary>As long as there is any, the areas are not merged.</summary>
    Stops,
}

/// <summary>How many of something stand at an area that goes into another.</summary>
/// <param name="What">In the reader's language.</param>
public sealed record MergeCount(string What, long Number, MergeFate Fate);

/// <summary>What a module above does when areas go on under other codes.</summary>
public interface IAreaMerged
{
    /// <summary>What it has there today, each once.</summary>
    Task<IReadOnlyList<MergeCount>> CountAsync(AreaCode area, AreaCode into, CancellationToken cancel);

    /// <summary>Changes the unit of work; the caller saves it.</summary>
    Task GoAlongAsync(MergedArea merged, CancellationToken cancel);
}
