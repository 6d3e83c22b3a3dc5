using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations.Bodies;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Importing;

/// <summary>Bodies of today by name, from memory: those that stand and those that the list brings.</summary>
internal sealed class BodyBook(BandengDb db, DateOnly today)
{
    private readonly Dictionary<string, List<BodyOnFile>> _byName = [];
    private readonly Dictionary<Guid, BodyOnFile> _byId = [];

    public async Task LoadAsync(CancellationToken cancel)
    {
        var standing = db.Bodies.Where(body => body.ValidTo == null || body.ValidTo >= today);
        await foreach (var body in standing.AsAsyncEnumerable().WithCancellation(cancel))
        {
            Know(body);
        }
    }

    /// <summary>The body of this name that sits exactly there.</summary>
    public BodyOnFile? At(string name, AreaCode area) => Named(name).Find(body => body.AreaCode == area);

    /// <summary>
    /// The body of this name that is meant at a place: there, around it, inside it, or the only one anywhere.
    /// </summary>
    public BodyOnFile? Meant(string name, AreaCode? area, string key, out SheetFault? fault)
    {
        var named = Named(name);
        List<BodyOnFile> near = named.Count < 2 || area is not { } place ? named
            : [.. named.Where(body => body.AreaCode.Contains(place) || place.Contains(body.AreaCode))];
        fault = near.Count switch { 0 => new("body.unknown", key, name), 1 => null, _ => new("body.many", key, name) };
        return near is [var one] ? one : null;
    }

    public void Add(BodyOnFile body)
    {
        db.Bodies.Add(body);
        db.BodyAreas.Add(new(body.Id, body.AreaCode));
        Know(body);
    }

    public int Count => _byId.Count;

    public Guid? ParentOf(Guid body) => _byId.GetValueOrDefault(body)?.ParentId;

    /// <summary>Takes back a body that was added.</summary>
    public void Remove(BodyOnFile body)
    {
        db.BodyAreas.RemoveRange(db.BodyAreas.Local.Where(area => area.BodyId == body.Id).ToList());
        db.Bodies.Remove(body);
        _byId.Remove(body.Id);
        _byName[body.Name].Remove(body);
    }

    private List<BodyOnFile> Named(string name) => _byName.GetValueOrDefault(name) ?? [];

    private void Know(BodyOnFile body)
    {
        _byId[body.Id] = body;
        (_byName.TryGetValue(body.Name, out var same) ? same : _byName[body.Name] = []).Add(body);
    }
}
