using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Organizations.Bodies;

namespace Bandeng.Organizations.Importing;

/// <summary>
/// Bodies by name, from memory: those that stand, those that are over, and those that the list brings.
/// </summary>
internal sealed class BodyBook(BandengDb db, DateOnly today)
{
    private readonly Dictionary<string, List<BodyOnFile>> _byName = [];
    private readonly Dictionary<string, List<BodyOnFile>> _over = [];
    private readonly Dictionary<Guid, BodyOnFile> _byId = [];
    private readonly Dictionary<string, int> _refused = [];

    public async Task LoadAsync(CancellationToken cancel)
    {
        await foreach (var body in db.Bodies.AsAsyncEnumerable().WithCancellation(cancel))
        {
            Know(body);
        }
    }

    /// <summary>
    /// The body of this name that sits exactly there; where the row tells of one that is over, the one that began or
    /// ended on its day.
    /// </summary>
    public BodyOnFile? At(ToldBody told)
    {
        var over = told.To < today
            ? Named(_over, told.Name).Find(body =>
                body.AreaCode == told.Area && (body.ValidTo == told.To || body.ValidFrom == told.From))
            : null;
        return over
            ?? Named(_byName, told.Name).Find(body => body.AreaCode == told.Area && !(told.To < body.ValidFrom));
    }

    /// <summary>
    /// The body of this name that is meant at a place: there, around it, inside it, or the only one anywhere.
    /// </summary>
    /// <param name="until">Until when it is needed: what ended with a body that is over may name it.</param>
    public BodyOnFile? Meant(string name, AreaCode? area, DateOnly? until, string key, out SheetFault? fault)
    {
        var named = Named(_byName, name);
        named = named.Count > 0 ? named : Named(_over, name).FindAll(body => until <= body.ValidTo);
        List<BodyOnFile> near = named.Count < 2 || area is not { } place ? named
            : [.. named.Where(body => body.AreaCode.Contains(place) || place.Contains(body.AreaCode))];
        fault = near.Count switch { 0 => Unknown(name, key), 1 => null, _ => new("body.many", key, name) };
        return near is [var one] ? one : null;
    }

    /// <summary>A row of the list that would have brought a body of this name was refused.</summary>
    public void Refused(string? name, int line)
    {
        if (name is not null)
        {
            _refused.TryAdd(name, line);
        }
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
        Of(body)[body.Name].Remove(body);
    }

    private SheetFault Unknown(string name, string key) => _refused.TryGetValue(name, out var line)
        ? new("body.refused-row", key, line.ToString(CultureInfo.InvariantCulture))
        : new("body.nobody", key, name);

    private static List<BodyOnFile> Named(Dictionary<string, List<BodyOnFile>> bodies, string name) =>
        bodies.GetValueOrDefault(name) ?? [];

    private Dictionary<string, List<BodyOnFile>> Of(BodyOnFile body) => body.ValidTo < today ? _over : _byName;

    private void Know(BodyOnFile body)
    {
        _byId[body.Id] = body;
        var named = Of(body);
        (named.TryGetValue(body.Name, out var same) ? same : named[body.Name] = []).Add(body);
    }
}
