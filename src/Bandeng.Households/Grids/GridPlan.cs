using System.Text.Json;
using Bandeng.Households.Objecting;
using Bandeng.Kernel;
using Bandeng.Planning.Grids;

namespace Bandeng.Households.Grids;

/// <summary>Into what a community is divided.</summary>
internal enum PlanKind
{
    /// <summary>网格: 300 to 500 households, an area with a code.</summary>
    Grid,

    /// <summary>屋场: houses of a village that lie together, a place beside the tree.</summary>
    Courtyard,
}

/// <summary>What a proposal was asked to keep.</summary>
internal enum GridStyle
{
    /// <summary>Near to today's grids, so that few people change their worker.</summary>
    Near,

    /// <summary>As if there were none today.</summary>
    Fresh,

    /// <summary>Smaller grids, four fifths of the bounds.</summary>
    Small,
}

/// <summary>By which decision grids are adopted.</summary>
/// <param name="HoldsFrom">The first day of the grids, today or later; null: today.</param>
internal sealed record GridDecision(string? Number, DateOnly? DecidedOn, DateOnly? HoldsFrom = null)
{
    /// <summary>Why the plan need not be shown; counts only where it is not.</summary>
    public string? NotShownWhy { get; init; }
}

/// <summary>A proposal of grids for one community, until and after it is adopted.</summary>
internal sealed class GridPlan
{
    public Guid Id { get; private init; }

    public AreaCode AreaCode { get; private init; }

    public PlanKind Kind { get; private init; }

    public GridStyle Style { get; private init; }

    /// <summary>JSON of <see cref="PlanWishes"/>.</summary>
    public string Wishes { get; private init; } = "{}";

    public long Least { get; private init; }

    public long Most { get; private init; }

    /// <summary>JSON: building id to number of the grid, from 0.</summary>
    public string Assignment { get; private set; } = "{}";

    /// <summary>How often somebody moved a building by hand.</summary>
    public long Moved { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public string? DecisionNumber { get; private set; }

    public DateOnly? DecidedOn { get; private set; }

    public DateOnly? ObjectionsFrom { get; private set; }

    public DateOnly? ObjectionsTo { get; private set; }

    /// <summary>Why it was adopted without having been shown; null where it was.</summary>
    public Guid? NotShownId { get; private set; }

    /// <summary>From which day the grids hold; null: not adopted.</summary>
    public DateOnly? ValidFrom { get; private set; }

    /// <summary>On which day they became areas; null until then.</summary>
    public DateOnly? BegunOn { get; private set; }

    /// <summary>JSON of the <see cref="ShownPlan"/> that was decided; null for decisions of before.</summary>
    public string? Grids { get; private set; }

    /// <summary>The grids as they were adopted, as GeoJSON: their codes may be redrawn, this stays.</summary>
    public string? Adopted { get; private set; }

    public long Version { get; private set; }

    public static GridPlan Of(
        DivisionRequest asked, GridStyle style, GridBounds bounds, IReadOnlyDictionary<Guid, int> gridOf,
        DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            AreaCode = asked.Community,
            Kind = asked.Kind,
            Style = style,
            Wishes = asked.Wishes.ToJson(),
            Least = bounds.Least,
            Most = bounds.Most,
            Assignment = JsonSerializer.Serialize(gridOf),
            CreatedAt = now,
            Version = 1,
        };

    public Dictionary<Guid, int> GridOf() => JsonSerializer.Deserialize<Dictionary<Guid, int>>(Assignment)!;

    public void Move(Guid building, int grid)
    {
        var gridOf = GridOf();
        gridOf[building] = grid;
        (Assignment, Moved, Version) = (JsonSerializer.Serialize(gridOf), Moved + 1, Version + 1);
    }

    /// <summary>Shown or taken back: who looked at it before looks again.</summary>
    public void Turn() => Version++;

    public void Adopt(GridDecision decision, DateOnly from, ShowingDays? shown, Guid? notShown, ShownPlan plan)
    {
        (DecisionNumber, DecidedOn, ValidFrom) = (decision.Number, decision.DecidedOn, from);
        (ObjectionsFrom, ObjectionsTo, NotShownId) = (shown?.First, shown?.Last, notShown);
        (Grids, Adopted, Version) = (plan.ToJson(), plan.Together(), Version + 1);
    }

    public void Begin(DateOnly day) => (BegunOn, Version) = (day, Version + 1);
}
