using Bandeng.Kernel;
using Bandeng.Territory.Maps;
using Bandeng.Territory.Places;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Importing.Buildings;

/// <summary>What became of a row.</summary>
internal enum PlaceTold
{
    Unchanged,
    Changed,
    Added,
}

/// <summary>
/// Brings places as a file tells them into the tables: finds those that stand by number, name or former name, adds the
/// others, keeps what they were called.
/// </summary>
internal sealed class BuildingRegister(BandengDb db, DateOnly today)
{
    private const double SameMetres = 60;
    private const double MetresPerDegree = 111_320;

    private readonly record struct Key(AreaCode Community, Guid? Estate, bool IsBuilding, string Name);

    private sealed record Standing(PlaceOnFile Place, bool IsNew)
    {
        /// <summary>The first row of this file that told of it, and where it put it.</summary>
        public int Line { get; set; }

        public Geometry? Told { get; set; }

        /// <summary>What this file calls it.</summary>
        public string? Called { get; set; }
    }

    private readonly HashSet<AreaCode> _loaded = [];
    private readonly Dictionary<Key, Standing> _byKey = [];

    /// <summary>Buildings of a name whatever their estate; null where several are called so.</summary>
    private readonly Dictionary<Key, Standing?> _alone = [];

    private readonly Dictionary<string, Standing> _byNumber = [];
    private readonly List<PlaceOnFile> _added = [];
    private readonly List<(PlaceOnFile Place, string Name)> _renamed = [];

    /// <summary>Loads what stands in a community; once.</summary>
    public async Task LoadAsync(AreaCode community, CancellationToken cancel)
    {
        if (!_loaded.Add(community))
        {
            return;
        }

        var (first, last, all) = (community, AreaCode.FromValue(community.Range.Last), db.Places);
        var places = await all.Where(place => place.AreaCode >= first && place.AreaCode <= last && place.ValidTo == null).ToListAsync(cancel);
        var former = (await db.PlaceNames
            .Where(name => name.ValidTo != null && all.Any(place => place.Id == name.PlaceId
                && place.AreaCode >= first && place.AreaCode <= last && place.ValidTo == null))
            .AsNoTracking().ToListAsync(cancel)).ToLookup(name => name.PlaceId, name => name.Name);
        foreach (var place in places)
        {
            Know(new Standing(place, IsNew: false), community, former[place.Id]);
        }
    }

    /// <summary>Takes one row; null with a fault where it contradicts an earlier one.</summary>
    public (Guid Id, PlaceTold What)? Take(ToldPlace told, AreaCode community, int line, out RowFault? fault)
    {
        var estate = told.Estate is { } name ? EstateOf(name, community) : (Guid?)null;
        var facts = told.Facts with { EstateId = estate };
        var standing = Find(told, facts, community, out fault);
        fault ??= standing is null ? null : Contradiction(standing, told);
        if (fault is not null)
        {
            return null;
        }

        var what = standing is null ? PlaceTold.Added : Change(standing, told, facts);
        standing ??= Add(told, facts, community);
        (standing.Line, standing.Told) = (standing.Line == 0 ? line : standing.Line, standing.Told ?? told.Place);
        standing.Called ??= told.Name;
        return (standing.Place.Id, what);
    }

    /// <summary>Writes what was added; estates before the buildings that stand in them.</summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        PlaceOnFile[] added = [.. _added.OrderBy(place => place.Kind == PlaceKind.Building)];
        await db.InsertManyAsync(added, cancel);
        await db.InsertManyAsync([.. added.Select(place => PlaceName.Of(place.Id, place.Name, today))], cancel);
        await db.InsertManyAsync([.. added.Select(place => PlaceCode.Of(place.Id, place.AreaCode, today))], cancel);
        foreach (var (place, name) in _renamed)
        {
            await PlaceNaming.RenameAsync(db, place, name, today, cancel);
        }
    }

    private void Know(Standing standing, AreaCode community, IEnumerable<string> former)
    {
        var place = standing.Place;
        foreach (var name in former.Prepend(place.Name))
        {
            _byKey.TryAdd(KeyOf(community, place.EstateId, place.Kind, name), standing);
            var alone = KeyOf(community, null, place.Kind, name);
            _alone[alone] = _alone.TryGetValue(alone, out var other) && other?.Place.Id != place.Id ? null : standing;
        }

        if (place.Number is { } number)
        {
            _byNumber.TryAdd(number, standing);
        }
    }

    private static Key KeyOf(AreaCode community, Guid? estate, PlaceKind kind, string name) => new(
        community, estate, kind == PlaceKind.Building, NameKey(kind, name));

    private static string NameKey(PlaceKind kind, string name) =>
        kind == PlaceKind.Building ? PlaceWords.Building(name) : PlaceWords.Plain(name);

    private Standing? Find(ToldPlace told, PlaceFacts facts, AreaCode community, out RowFault? fault)
    {
        fault = null;
        if (facts.Number is { } number && _byNumber.TryGetValue(number, out var numbered))
        {
            return numbered;
        }

        var key = KeyOf(community, facts.EstateId, told.Kind, told.Name);
        if (!_byKey.TryGetValue(key, out var named) && told.Estate is null && _alone.TryGetValue(key, out named)
            && named is null)
        {
            // Without its estate nobody can say which of them is meant.
            fault = new RowFault("building.estate-many", null, told.Name);
        }

        return facts.Number is null || named?.Place.Number is null ? named : null;
    }

    private Guid EstateOf(string name, AreaCode community)
    {
        var key = KeyOf(community, null, PlaceKind.Estate, name);
        if (!_byKey.TryGetValue(key, out var standing))
        {
            var kind = name.EndsWith("屋场", StringComparison.Ordinal) ? PlaceKind.Courtyard
                : name.EndsWith('组') ? PlaceKind.VillagerGroup
                : PlaceKind.Estate;
            standing = Add(new(kind, name, null, new(), null, null), new(), community);
        }

        return standing.Place.Id;
    }

    private static RowFault? Contradiction(Standing standing, ToldPlace told) =>
        standing.Line == 0 ? null
        : told.Place is { } place && standing.Told is { } before && Metres(before, place) > SameMetres
            ? new RowFault("building.two-places", null, $"{standing.Line}")
        : NameKey(told.Kind, told.Name) != NameKey(standing.Place.Kind, standing.Called ?? standing.Place.Name)
            ? new RowFault("building.two-names", null, $"{standing.Line}")
        : null;

    private static double Metres(Geometry one, Geometry other) => one.Distance(other) * MetresPerDegree;

    private Standing Add(ToldPlace told, PlaceFacts facts, AreaCode community)
    {
        var place = PlaceOnFile.Of(Guid.CreateVersion7(), told.Kind, told.Name, community, today);
        place.Tell(facts);
        place.Place(told.Place, sketch: false);
        _added.Add(place);
        var standing = new Standing(place, IsNew: true);
        Know(standing, community, []);
        return standing;
    }

    private PlaceTold Change(Standing standing, ToldPlace told, PlaceFacts facts)
    {
        // Lists of doors repeat the building in every row: the first row that says a thing is believed.
        var (place, isFirst) = (standing.Place, standing.Line == 0);
        facts = isFirst ? facts : place.New(facts);
        var moved = told.Place is { } at && (isFirst ? place.Geometry != GeoJson.Write(at) : place.Geometry is null);
        var renamed = IsRenamed(standing, told, facts);
        if (place.Knows(facts) && !moved && !renamed)
        {
            return PlaceTold.Unchanged;
        }

        place.Tell(facts);
        if (moved)
        {
            place.Place(told.Place, sketch: false);
        }

        if (renamed)
        {
            _renamed.Add((place, told.Name));
        }

        return standing.IsNew ? PlaceTold.Unchanged : PlaceTold.Changed;
    }

    // Found by its number, it may be called otherwise now; found by a former name, the list is simply old.
    private static bool IsRenamed(Standing standing, ToldPlace told, PlaceFacts facts) =>
        !standing.IsNew && standing.Line == 0 && facts.Number is not null && facts.Number == standing.Place.Number
        && NameKey(told.Kind, told.Name) != NameKey(standing.Place.Kind, standing.Place.Name);
}
