using Bandeng.Kernel;
using Bandeng.Territory.Maps;
using Bandeng.Territory.Places;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Bandeng.Territory.UseCases;

/// <summary>A place as a form tells it.</summary>
/// <param name="Id">Made with the form: sent twice, it is one place.</param>
/// <param name="Community">Where it stands.</param>
/// <param name="At">Longitude and latitude, WGS-84; null: not placed yet.</param>
public sealed record NewPlace(
    Guid Id, PlaceKind Kind, AreaCode Community, PlaceInput Input, (double Longitude, double Latitude)? At);

/// <summary>What a form says of a place.</summary>
/// <param name="EstateId">For a building: the estate, courtyard or group it stands in.</param>
/// <param name="Aliases">What else people call it, separated by 、.</param>
public sealed record PlaceInput(
    string? Name, Guid? EstateId = null, string? Number = null, string? Address = null, long? Households = null,
    long? Floors = null,
    string? Aliases = null);

/// <summary>
/// Acts of a desk on places: add, change, move, close. Who may do so where is said by the module that asks: the caller
/// has checked the viewer's post at the place.
/// </summary>
public sealed class KeepPlaces(BandengDb db, TimeProvider clock, IAreas areas)
{
    private static readonly Refusal Outside = new(
        RefusalKind.Invalid, "place.outside", "That point does not lie in the community.");

    private readonly PlaceAct _act = new(db, clock);

    public async Task<Result<Guid>> AddAsync(NewPlace request, Viewer by, CancellationToken cancel)
    {
        if (await db.Places.AnyAsync(place => place.Id == request.Id, cancel))
        {
            return request.Id;
        }

        if (!(await ReadAsync(request.Kind, request.Community, request.Input, null, cancel))
            .TryGet(out var read, out var refusal))
        {
            return refusal;
        }

        var point = request.At is var (lon, lat) ? GeometryFactory.Default.CreatePoint(new Coordinate(lon, lat)) : null;
        if (point is not null && !await IsInsideAsync(request.Community, point, cancel))
        {
            return Outside;
        }

        var place = PlaceOnFile.Of(request.Id, request.Kind, read.Name, request.Community, _act.Today);
        place.Tell(read.Facts);
        place.Place(point, sketch: false);
        db.Places.Add(place);
        db.PlaceNames.Add(PlaceName.Of(place.Id, place.Name, _act.Today));
        db.PlaceCodes.Add(PlaceCode.Of(place.Id, place.AreaCode, _act.Today));
        return await _act.SaveAsync(place, "add", by, new() { ["name"] = place.Name }, cancel);
    }

    /// <summary>A new name keeps the former one with its days.</summary>
    public async Task<Result<Guid>> ChangeAsync(
        Guid id, long version, PlaceInput input, Viewer by, CancellationToken cancel)
    {
        if (!(await _act.FindAsync(id, version, cancel)).TryGet(out var place, out var refusal)
            || !(await ReadAsync(place.Kind, place.AreaCode, input, id, cancel)).TryGet(out var read, out refusal))
        {
            return refusal;
        }

        if (read.Name != place.Name)
        {
            await PlaceNaming.RenameAsync(db, place, read.Name, _act.Today, cancel);
        }

        place.Say(read.Facts);
        return await _act.SaveAsync(place, "change", by, new() { ["name"] = place.Name }, cancel);
    }

    /// <summary>An outline goes along as it is.</summary>
    public async Task<Result<Guid>> MoveAsync(
        Guid id, long version, double longitude, double latitude, Viewer by, CancellationToken cancel)
    {
        if (!(await _act.FindAsync(id, version, cancel)).TryGet(out var place, out var refusal))
        {
            return refusal;
        }

        var target = GeometryFactory.Default.CreatePoint(new Coordinate(longitude, latitude));
        if (!await IsInsideAsync(place.AreaCode.Community, target, cancel))
        {
            return Outside;
        }

        place.Place(Shifted(place.Geometry, target), sketch: false);
        return await _act.SaveAsync(place, "move", by, [], cancel);
    }

    /// <summary>An outline drawn on the map or typed, in place of what stood there.</summary>
    public async Task<Result<Guid>> DrawAsync(
        Guid id, long version, Geometry outline, Viewer by, CancellationToken cancel)
    {
        if (!(await _act.FindAsync(id, version, cancel)).TryGet(out var place, out var refusal)
            || (refusal = CornersText.FaultOf(outline)) is not null)
        {
            return refusal;
        }

        if (!await IsInsideAsync(place.AreaCode.Community, outline, cancel))
        {
            return Outside;
        }

        place.Place(outline, sketch: false);
        return await _act.SaveAsync(place, "draw", by, new() { ["corners"] = outline.NumPoints }, cancel);
    }

    /// <param name="on">The first day on which it is no more.</param>
    public async Task<Result<Guid>> CloseAsync(Guid id, long version, DateOnly on, Viewer by, CancellationToken cancel)
    {
        if (!(await _act.FindAsync(id, version, cancel)).TryGet(out var place, out var refusal))
        {
            return refusal;
        }

        if (on <= place.ValidFrom || on > _act.Today.AddYears(1))
        {
            return new Refusal(RefusalKind.Invalid, "place.day", "The day must come after it was entered.");
        }

        if (await db.Places.AnyAsync(other => other.EstateId == id && other.ValidTo == null, cancel))
        {
            return new Refusal(RefusalKind.Conflict, "place.holds", "Buildings still stand in it.");
        }

        place.Close(on);
        return await _act.SaveAsync(place, "close", by, new() { ["on"] = PlaceAct.Day(on) }, cancel);
    }

    private static Geometry Shifted(string? outline, Point target)
    {
        if (outline is null || GeoJson.Read(outline) is not { Dimension: Dimension.Surface } old)
        {
            return target;
        }

        var middle = old.InteriorPoint;
        return AffineTransformation.TranslationInstance(target.X - middle.X, target.Y - middle.Y).Transform(old);
    }

    private async Task<bool> IsInsideAsync(AreaCode community, Geometry place, CancellationToken cancel) =>
        await new CommunityOutlines(db, areas).HoldsAsync(community, place, cancel) is not false;

    private async Task<Result<Read>> ReadAsync(
        PlaceKind kind, AreaCode area, PlaceInput input, Guid? self, CancellationToken cancel)
    {
        var name = input.Name?.Trim() ?? "";
        if (name.Length is 0 or > PlaceOnFile.NameMax)
        {
            return new Refusal(RefusalKind.Invalid, "place.name", $"A name has 1 to {PlaceOnFile.NameMax} characters.");
        }

        if (input is { Number.Length: > 60 } or { Address.Length: > 200 } or { Aliases.Length: > 200 })
        {
            return new Refusal(
                RefusalKind.Invalid, "place.long",
                "A number has 60 characters at most, an address and other names 200.");
        }

        if (input is { Households: < 1 or > 100_000 } or { Floors: < 1 or > 200 })
        {
            return new Refusal(RefusalKind.Invalid, "place.number", "Numbers start at 1; leave unknown ones empty.");
        }

        var number = string.IsNullOrWhiteSpace(input.Number) ? null : input.Number.Trim();
        if (number is not null
            && await db.Places.AnyAsync(o => o.Number == number && o.ValidTo == null && o.Id != self, cancel))
        {
            return new Refusal(RefusalKind.Conflict, "place.number-taken", "Another place has this number.");
        }

        var (estate, community) = (kind == PlaceKind.Building ? input.EstateId : null, area.Community);
        if (estate is not null
            && !await db.Places.AnyAsync(p => p.Id == estate && p.AreaCode == community && p.ValidTo == null, cancel))
        {
            return PlaceAct.Unknown;
        }

        return await IsTakenAsync(kind, community, estate, name, self, cancel)
            ? new Refusal(RefusalKind.Conflict, "place.same", "One of this name stands there already.")
            : new Read(
                name,
                new PlaceFacts(
                    number, Trimmed(input.Address), input.Households, input.Floors, estate, Trimmed(input.Aliases)));
    }

    private async Task<bool> IsTakenAsync(
        PlaceKind kind, AreaCode community, Guid? estate, string name, Guid? self, CancellationToken cancel)
    {
        var (first, last) = (community, AreaCode.FromValue(community.Range.Last));
        var names = await db.Places
            .Where(place => place.AreaCode >= first && place.AreaCode <= last && place.Kind == kind
                && place.ValidTo == null && place.EstateId == estate && place.Id != self)
            .Select(place => place.Name).ToListAsync(cancel);
        var key = kind == PlaceKind.Building ? PlaceWords.Building(name) : PlaceWords.Plain(name);
        return names.Exists(other =>
            (kind == PlaceKind.Building ? PlaceWords.Building(other) : PlaceWords.Plain(other)) == key);
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private sealed record Read(string Name, PlaceFacts Facts);
}
