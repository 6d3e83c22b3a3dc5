using Bandeng.Kernel.Clocks;

namespace Bandeng.Matters.Life;

/// <summary>
/// What a pack selects for one kind of matter. It can take arrows away and narrow who may; it can add none.
/// </summary>
public sealed record KindRules
{
    /// <summary>Acts that this kind knows; null: all of the table.</summary>
    public IReadOnlyList<MatterAction>? Acts { get; init; }

    /// <summary>Who may do an act, out of those whom the table allows; an act left out is as the table says.</summary>
    public IReadOnlyDictionary<MatterAction, IReadOnlyList<Capacity>> Roles { get; init; } =
        new Dictionary<MatterAction, IReadOnlyList<Capacity>>();

    /// <summary>
    /// The limit of this kind where no category says otherwise; null: <see cref="MatterRules.Handle"/>.
    /// </summary>
    public Limit? Handle { get; init; }

    /// <summary>The arrow as this kind has it, or null when it has not.</summary>
    public Arrow? Select(Arrow? arrow) =>
        arrow is null || (Acts is { } acts && !acts.Contains(arrow.Action)) ? null
        : Roles.TryGetValue(arrow.Action, out var who) ? arrow with { Who = [.. arrow.Who.Intersect(who)] }
        : arrow;
}
