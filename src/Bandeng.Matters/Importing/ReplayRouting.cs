using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;

namespace Bandeng.Matters.Importing;

/// <summary>Who has a replayed matter in hand. The installation itself stands in for the people who had it.</summary>
/// <param name="Because">The words of the keyword table that were found, or how the body was chosen otherwise.</param>
internal sealed record Route(string? Category, Guid? Body, string Because, Viewer Office, Viewer Handler);

/// <summary>Sends a matter by its category to the body whose duty it is; without one to the nearest office.</summary>
internal sealed class ReplayRouting(Keywords keywords, Catalogue catalogue, IBodies bodies, TimeProvider clock)
{
    public async Task<Route> FindAsync(RaiseRequest request, CancellationToken cancel)
    {
        var area = AreaCode.Parse(request.Area!);
        var guess = request.Category is null ? keywords.Find(RaiseChecks.TitleOf(request), request.Detail!) : null;
        var category = await catalogue.FindAsync(
            request.Category ?? guess?.Category, ChinaTime.DayOf(clock.GetUtcNow()), cancel);
        var there = await bodies.HandlingAsync(area, cancel);
        var body = BodyFor(category, there);
        return new Route(
            category?.Code, body, guess?.Because ?? "nearest", Holding(Role.Town, area, null), Holding(Role.Handler, area, body));
    }

    private static Guid? BodyFor(Category? category, IReadOnlyList<Body> there)
    {
        var kind = category?.Duty switch
        {
            Duty.Department => "Department",
            Duty.Property => "Property",
            Duty.Town => "Office",
            _ => "Committee",
        };
        var found = there.FirstOrDefault(body => body.Name == category?.DutyBody)
            ?? there.FirstOrDefault(body => body.Kind == kind)
            ?? (there.Count > 0 ? there[0] : null);
        return found?.Id;
    }

    private static Viewer Holding(Role role, AreaCode area, Guid? body) => Viewer.System with
    {
        Posts = [new HeldPost(Guid.Empty, role.ToString(), area, body, null)],
    };
}
