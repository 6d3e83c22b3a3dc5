using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Bandeng.Territory.Queries;

/// <summary>Areas for programs; open to everyone, for codes and names are public.</summary>
internal static class AreaRoutes
{
    /// <param name="Level">Province, City, County, Town, Village, Grid or Building.</param>
    public sealed record Answer(AreaCode Code, string Name, string FullName, string Level)
    {
        public static Answer Of(AreaName area) => new(area.Code, area.Name, area.FullName, area.Code.Level.ToString());
    }

    /// <param name="Level">Province, City, County, Town, Village, Grid or Building.</param>
    /// <param name="Place">The building, estate or public unit that an address means; null where none is meant.</param>
    /// <param name="Unit">Of the door that the address means, where it is on file, for who reads households there; else
    /// null.</param>
    /// <param name="Room">Likewise.</param>
    public sealed record Located(
        AreaCode Code, string Name, string FullName, string Level, string? Place, string? Unit, string? Room)
    {
        public static Located Of(AreaName area) =>
            new(area.Code, area.Name, area.FullName, area.Code.Level.ToString(), null, null, null);
    }

    /// <param name="Next">The <c>after</c> of the following page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Answer> Items, AreaCode? Next);

    private const int Usual = 100;
    private const int Most = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/areas").WithTags("areas").OpenToAll();
        group.MapGet("/locate", LocateAsync).WithName("LocateArea")
            .WithSummary("The deepest known area at a point, or of an address with its building; the door on file for who reads households there.").Refuses(400, "area.point").Refuses(404, "area.nowhere");
        group.MapGet("/{code}", GetAsync).WithName("GetArea")
            .WithSummary("An area by its official code.").Refuses(404, "area.unknown");
        group.MapGet("/{code}/children", ChildrenAsync).WithName("GetAreaChildren")
            .WithSummary("The areas directly inside, by code, page by page: next is the after of the following page, null on the last.")
            .Refuses(400, "area.page").Refuses(404, "area.unknown");
    }

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> GetAsync(
        string code, IAreas areas, CancellationToken cancel) =>
        await FindAsync(code, areas, cancel) is { } area
            ? TypedResults.Ok(Answer.Of(area))
            : AreaDetails.Unknown.ToProblem();

    private static async Task<Results<Ok<Page>, ProblemHttpResult>> ChildrenAsync(
        string code, string? after, int? limit, IAreas areas, CancellationToken cancel)
    {
        var last = default(AreaCode);
        if (limit is < 1 || (after is not null && !AreaCode.TryParse(after, out last)))
        {
            return new Refusal(RefusalKind.Invalid, "area.page", "after is an area code, limit a number from 1.")
                .ToProblem();
        }

        if (await FindAsync(code, areas, cancel) is not { } area)
        {
            return AreaDetails.Unknown.ToProblem();
        }

        var size = Math.Min(limit ?? Usual, Most);
        Answer[] rest = [.. (await areas.ChildrenAsync(area.Code, cancel)).Where(child => child.Code.Value > last.Value)
            .Take(size + 1).Select(Answer.Of)];
        return TypedResults.Ok(rest.Length > size ? new Page(rest[..size], rest[size - 1].Code) : new Page(rest, null));
    }

    private static async Task<Results<Ok<Located>, ProblemHttpResult>> LocateAsync(
        double? lon, double? lat, string? address, Viewer viewer, IAreas areas, FindAddress addresses,
        IEnumerable<IAreaDesk> desks,
        CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(address) && lon is null && lat is null)
        {
            return await addresses.RunAsync(address, null, cancel) is { } found
                ? TypedResults.Ok(
                    await OfAddressAsync(
                        found, desks.Any(desk => desk.MayKnowDoors(viewer, found.Area)), areas, cancel))
                : Nowhere.ToProblem();
        }

        if (lon is not (>= -180 and <= 180) || lat is not (>= -90 and <= 90))
        {
            return new Refusal(RefusalKind.Invalid, "area.point", "Give lon and lat in degrees (WGS-84), or an address.").ToProblem();
        }

        if (await areas.LocateAsync(lon.Value, lat.Value, cancel) is not { } code)
        {
            return Nowhere.ToProblem();
        }

        return TypedResults.Ok(Located.Of((await areas.NamesAsync([code], cancel))[code]));
    }

    /// <summary>Which doors there are is the office's to know; who lives behind one is told to nobody here.</summary>
    private static async Task<Located> OfAddressAsync(
        AddressFound found, bool isOffice, IAreas areas, CancellationToken cancel) =>
        Located.Of((await areas.NamesAsync([found.Area], cancel))[found.Area]) with
        {
            Place = found.Place,
            Unit = isOffice ? found.Unit : null,
            Room = isOffice ? found.Room : null,
        };

    private static Refusal Nowhere { get; } = new(RefusalKind.NotFound, "area.nowhere", "No known area lies there.");

    private static async Task<AreaName?> FindAsync(string text, IAreas areas, CancellationToken cancel) =>
        AreaCode.TryParse(text, out var code) ? (await areas.NamesAsync([code], cancel)).GetValueOrDefault(code) : null;
}
