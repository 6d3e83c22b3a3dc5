using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Planning.Walks;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Microsoft.AspNetCore.Http;
using NetTopologySuite.Geometries;

namespace Bandeng.Households.Reaching;

/// <summary>How far counts as near; everything stands in the address.</summary>
/// <param name="Minutes">1 to 60.</param>
/// <param name="Pace">Metres a minute, 20 to 120.</param>
/// <param name="Detour">Where no road is drawn the way is so many times as long as the crow flies.</param>
/// <param name="Kind">Only this kind is looked at on the drawing and in the list.</param>
/// <param name="Try">What if one stood there.</param>
internal sealed record ReachQuestion(
    AreaCode Area, int Minutes, int Pace, double Detour, PlaceKind? Kind, Coordinate? Try)
{
    /// <summary>A quarter of an hour (15 分钟生活圈).</summary>
    public const int UsualMinutes = 15;

    /// <summary>Four kilometres an hour.</summary>
    public const int UsualPace = 67;

    /// <summary>Kinds that people need near, in the order of the page.</summary>
    public static IReadOnlyList<PlaceKind> Kinds { get; } =
    [
        PlaceKind.Station, PlaceKind.Clinic, PlaceKind.Market, PlaceKind.School, PlaceKind.Canteen,
        PlaceKind.ReadingRoom, PlaceKind.Playground,
        PlaceKind.FirePoint,
    ];

    /// <summary>A place to try out was given and is none.</summary>
    public bool IsTryUnread { get; private init; }

    public double Metres => Minutes * Pace;

    public static ReachQuestion Of(AreaCode area, IQueryCollection query) => new(
        area, Number(query["minutes"], UsualMinutes, 1, 60), Number(query["pace"], UsualPace, 20, 120),
        double.TryParse(query["detour"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var detour)
            && detour is >= 1 and <= 3
            ? detour
            : WalkNetwork.Detour,
        Enum.TryParse<PlaceKind>(query["kind"], out var kind) && Kinds.Contains(kind) ? kind : null, Point(query))
    {
        IsTryUnread = Point(query) is null && $"{query["lon"]}{query["lat"]}".Trim().Length > 0,
    };

    public string ToQuery() => QueryString.Create(new Dictionary<string, string?>
    {
        ["area"] = Area.ToString(),
        ["minutes"] = Minutes == UsualMinutes ? null : Minutes.ToString(CultureInfo.InvariantCulture),
        ["pace"] = Pace == UsualPace ? null : Pace.ToString(CultureInfo.InvariantCulture),
        ["detour"] = Detour == WalkNetwork.Detour ? null : Detour.ToString(CultureInfo.InvariantCulture),
        ["kind"] = Kind?.ToString(),
        ["lon"] = Try?.X.ToString(CultureInfo.InvariantCulture),
        ["lat"] = Try?.Y.ToString(CultureInfo.InvariantCulture),
    }.Where(pair => pair.Value is not null)).ToString();

    private static int Number(string? text, int usual, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : usual;

    private static Coordinate? Point(IQueryCollection query) =>
        double.TryParse(query["lon"], NumberStyles.Float, CultureInfo.InvariantCulture, out var lon)
            && lon is >= 70 and <= 140
        && double.TryParse(query["lat"], NumberStyles.Float, CultureInfo.InvariantCulture, out var lat)
        && lat is >= 0 and <= 60
        ? new(lon, lat)
        : null;
}

/// <summary>One building and how far the nearest of each kind is.</summary>
internal sealed record ReachBuilding(WalkPlace Place, IReadOnlyDictionary<PlaceKind, Nearest> Nearest)
{
    /// <summary>
    /// Doors on file; where not all of them were entered, how many households the building is said to have.
    /// </summary>
    public long Dwellings => Math.Max(Place.Doors, Place.Households ?? 0);
}

/// <summary>Who lives outside the reach of what.</summary>
internal sealed record ReachSheet(
    ReachQuestion Question, WalkArea Land, IReadOnlyList<ReachBuilding> Buildings,
    IReadOnlyDictionary<PlaceKind, IReadOnlyList<WalkPlace>> Units)
{
    public IEnumerable<PlaceKind> Kinds => Question.Kind is { } one ? [one] : ReachQuestion.Kinds;

    /// <summary>
    /// Kinds of which there is none in reach or out of it: said once, for they would mark every building. One that is
    /// asked for by itself is marked all the same.
    /// </summary>
    public IEnumerable<PlaceKind> Nowhere => Question.Kind is null ? Kinds.Where(kind => Units[kind] is []) : [];

    public bool IsOutside(ReachBuilding building, PlaceKind kind) =>
        !building.Nearest.TryGetValue(kind, out var nearest) || nearest.Metres > Question.Metres;

    public IEnumerable<PlaceKind> Outside(ReachBuilding building) =>
        Kinds.Except(Nowhere).Where(kind => IsOutside(building, kind));

    /// <summary>Whole minutes, the last one begun counts; null: there is none.</summary>
    public int? MinutesTo(ReachBuilding building, PlaceKind kind) =>
        building.Nearest.TryGetValue(kind, out var nearest) && !double.IsPositiveInfinity(nearest.Metres)
            ? (int)Math.Ceiling(nearest.Metres / Question.Pace) : null;
}

/// <summary>Reckons reach for a community, with what is drawn today.</summary>
internal sealed class ReckonReach(WalkLand lands)
{
    public async Task<ReachSheet> RunAsync(ReachQuestion question, CancellationToken cancel)
    {
        var land = await lands.OfAsync(question.Area, cancel);
        var reach = new Reach(land.Network(), land.Buildings.Select(building => building.At), question.Detour);
        var units = ReachQuestion.Kinds.ToDictionary(
            kind => kind, kind => (IReadOnlyList<WalkPlace>)[.. land.Units.Where(unit => unit.Kind == kind)]);
        var found = new Dictionary<PlaceKind, Nearest[]>();
        foreach (var kind in ReachQuestion.Kinds)
        {
            var places = units[kind].Select(unit => unit.At).ToList();
            if (question.Try is { } there && question.Kind == kind)
            {
                places.Add(there);
            }

            if (places.Count > 0)
            {
                found[kind] = reach.To(places);
            }
        }

        return new(
            question, land,
            [.. land.Buildings.Select(
                (building, i) => new ReachBuilding(building, found.ToDictionary(one => one.Key, one => one.Value[i])))],
            units);
    }
}
