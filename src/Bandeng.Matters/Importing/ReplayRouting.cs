using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;

namespace Bandeng.Matters.Importing;

/// <summary>How the body of a replayed matter was chosen.</summary>
internal enum RouteBy
{
    /// <summary>The category names the body.</summary>
    Duty,

    /// <summary>
    /// The category names the kind of body: the town's office, the community, the property company there.
    /// </summary>
    Kind,

    /// <summary>Nobody knows whose duty it is: the town's office sorts it out.</summary>
    Office,
}

/// <summary>Who has a replayed matter in hand. The installation itself stands in for the people who had it.</summary>
/// <param name="Because">The words of the keyword table that were found, or that the source named the category.</param>
internal sealed record Route(
    Category? Category, Guid? Body, RouteBy By, string? Because, Viewer Office, Viewer Handler);

/// <summary>
/// Sends a matter by its category to the body whose duty it is; what has none goes to the town's office.
/// </summary>
internal sealed class ReplayRouting(
    Keywords keywords, Catalogue catalogue, IBodies bodies, HandedDownGuard handedDown, TimeProvider clock)
{
    private const string Labelled = "label";

    public async Task<Route> FindAsync(RaiseRequest request, CancellationToken cancel)
    {
        var area = AreaCode.Parse(request.Area!);
        var (category, because) = await CategoryAsync(request, cancel);
        var there = await bodies.HandlingAsync(area, cancel);

        // What has been handed down to the town on that day was the town's.
        var isTowns = await handedDown.InForceAsync(
            category?.Code, area, ChinaTime.DayOf(clock.GetUtcNow()), cancel) is not [];
        var (body, by) = BodyFor(isTowns ? category! with { Duty = Duty.Town, DutyBody = null } : category, there);
        return new Route(
            category, body?.Id, by, because, Holding(Role.Town, area, null), Holding(Role.Handler, area, body?.Id));
    }

    // The source's own label counts; where it names a first level, the words may say which of its second level it is.
    private async Task<(Category? Category, string? Because)> CategoryAsync(
        RaiseRequest request, CancellationToken cancel)
    {
        var day = ChinaTime.DayOf(clock.GetUtcNow());
        var guess = keywords.Find(RaiseChecks.TitleOf(request), request.Detail!);
        var guessed = await catalogue.FindAsync(guess?.Category, day, cancel);
        return await catalogue.FindAsync(request.Category, day, cancel) is { } labelled
            && guessed?.ParentCode != labelled.Code
            ? (labelled, Labelled)
            : (guessed, guessed is null ? null : guess!.Because);
    }

    private static (Body? Body, RouteBy By) BodyFor(Category? category, IReadOnlyList<Body> there)
    {
        if (category?.DutyBody is { } name && there.FirstOrDefault(body => body.Name == name) is { } named)
        {
            return (named, RouteBy.Duty);
        }

        var kind = category?.Duty switch
        {
            Duty.Property => "Property",
            Duty.Community => "Committee",
            Duty.Town => "Office",
            // Any other department would be the wrong one.
            _ => null,
        };
        return there.FirstOrDefault(body => body.Kind == kind) is { } found
            ? (found, RouteBy.Kind)
            : (there.FirstOrDefault(body => body.Kind == "Office") ?? (there is [var nearest, ..] ? nearest : null), RouteBy.Office);
    }

    private static Viewer Holding(Role role, AreaCode area, Guid? body) => Viewer.System with
    {
        Posts = [new HeldPost(Guid.Empty, role.ToString(), area, body, null)],
    };
}
