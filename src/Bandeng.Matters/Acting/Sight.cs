using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>How much of a matter somebody may see; each sees what the one before sees.</summary>
public enum Sight
{
    /// <summary>Category, place and stage; words only once they are let out.</summary>
    Everyone,

    /// <summary>诉求人: all words to and from the raiser.</summary>
    Raiser,

    /// <summary>承办、协办: the words of the matter and of the office, without the raiser of a protected one.</summary>
    Handler,

    /// <summary>The offices over the place: everything, the telephone behind a stated purpose.</summary>
    Office,
}

internal static class Sights
{
    private static readonly Capacity[] Handling = [Capacity.Handler, Capacity.Assistant, Capacity.BodyHead];

    private static readonly Capacity[] Offices =
    [
        Capacity.Office, Capacity.Dispatcher, Capacity.Ruler, Capacity.Checker, Capacity.Caller, Capacity.Head,
        Capacity.Supervisor, Capacity.Convenor,
    ];

    /// <summary>The most that the viewer may see of this matter.</summary>
    public static Sight Of(Viewer viewer, Matter matter, Voice? voice, IReadOnlyCollection<Guid> assistants)
    {
        bool Any(IEnumerable<Capacity> capacities) =>
            capacities.Any(capacity => viewer.As(capacity, matter, voice, assistants) is not null);

        // Who handles it sees no more by holding an office post too, unless the post is over the place.
        return Any(Offices) ? Sight.Office
            : Any(Handling) ? Sight.Handler
            : voice is not null ? Sight.Raiser
            : Sight.Everyone;
    }
}
