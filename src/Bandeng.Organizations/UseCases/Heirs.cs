using Bandeng.Kernel;
using Bandeng.Organizations.People;

namespace Bandeng.Organizations.UseCases;

/// <summary>Who may take over the open work of a post that ends.</summary>
internal static class Heirs
{
    public static Refusal Nobody { get; } =
        new(RefusalKind.Invalid, "post.hand-over.nobody", "Choose somebody else to take the open work.");

    private static Refusal NotOfBody { get; } = new(
        RefusalKind.Invalid, "post.hand-over.body",
        "Who takes the open work must have a post of the same body that lets them go on with it.");

    private static Refusal NotThere { get; } = new(
        RefusalKind.Invalid, "post.hand-over.place",
        "Who takes the open work must have a post there that lets them go on with it.");

    /// <summary>
    /// Whether one of somebody's posts lets them go on: of the same body; where the post is in none, the same post in
    /// the community, or one over the place that carries as much. It holds today and when the post is over.
    /// </summary>
    public static Refusal? FaultOf(IEnumerable<Post> ofHeir, Post from, DateOnly lastDay, DateOnly today)
    {
        var after = lastDay < today ? today : lastDay.AddDays(1);
        return ofHeir.Any(heir => heir.EndedAt is null && heir.HoldsOn(today) && heir.HoldsOn(after) && GoesOn(heir, from))
            ? null
            : from.BodyId is null ? NotThere : NotOfBody;
    }

    /// <summary>
    /// Whether somebody with the same post nearby has to be given this one too, so that its place has somebody: posts
    /// that look after a building, a stair or a grid.
    /// </summary>
    public static bool TakesOn(IReadOnlyCollection<Post> same, Post from, DateOnly after) =>
        IsOfPlace(from.Role)
        && same.Any(heir => heir.HoldsOn(after) && IsSameNearby(heir, from))
        && !same.Any(heir => heir.AreaCode == from.AreaCode && (heir.ValidTo is not { } last || last >= after));

    /// <summary>Whether who holds the post looks after its place, whatever else rests on it.</summary>
    public static bool IsOfPlace(Role role) => role is Role.BuildingHead or Role.UnitHead or Role.GridWorker;

    private static bool GoesOn(Post heir, Post from) =>
        from.BodyId is { } body
            ? heir.BodyId == body && Handles(heir, from)
            : Handles(heir, from) && (IsSameNearby(heir, from) || CarriesAll(heir, from));

    private static bool Handles(Post heir, Post from) =>
        heir.Role.Carries(Permission.HandleMatters) || !from.Role.Carries(Permission.HandleMatters);

    private static bool IsSameNearby(Post heir, Post from) =>
        heir.Role == from.Role && heir.AreaCode.Community == from.AreaCode.Community;

    private static bool CarriesAll(Post heir, Post from) => heir.AreaCode.Contains(from.AreaCode)
        && Enum.GetValues<Permission>().All(one => heir.Role.Carries(one) || !from.Role.Carries(one));
}
