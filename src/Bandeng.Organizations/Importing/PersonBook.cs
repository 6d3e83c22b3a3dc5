using Bandeng.Kernel;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Importing;

/// <summary>
/// Who is meant by a name in a list of posts. A telephone is one person's. Without one, somebody of that name with a
/// post in the same community is meant; else it is somebody new.
/// </summary>
internal sealed class PersonBook(BandengDb db, SecretBox box)
{
    private const int Lookup = 500;

    private readonly Dictionary<string, PersonOnFile> _byPhone = [];
    private readonly Dictionary<(string Name, AreaCode Community), List<PersonOnFile>> _byPlace = [];

    public List<PersonOnFile> Added { get; } = [];

    /// <summary>Those with one of these telephones, and the holders of posts.</summary>
    public async Task LoadAsync(IEnumerable<string> phones, IReadOnlyCollection<Post> posts, CancellationToken cancel)
    {
        foreach (var part in phones.SelectMany(box.Fingerprints).Distinct().Chunk(Lookup))
        {
            Know(await db.People.Where(person => part.Contains(person.PhoneFingerprint)).ToListAsync(cancel));
        }

        var holders = new Dictionary<Guid, PersonOnFile>();
        foreach (var part in posts.Select(post => post.PersonId).Distinct().Chunk(Lookup))
        {
            var people = await db.People.Where(person => part.Contains(person.Id)).ToListAsync(cancel);
            Know(people);
            people.ForEach(person => holders[person.Id] = person);
        }

        foreach (var post in posts)
        {
            Place(holders[post.PersonId], post.AreaCode);
        }
    }

    /// <summary>The person, entered when nobody knew them; null with a fault where it cannot be told.</summary>
    public PersonOnFile? Find(ToldPost told, DateTimeOffset now, out SheetFault? fault)
    {
        fault = null;
        var here = _byPlace.GetValueOrDefault((told.Name, told.Area.Community)) ?? [];
        if (told.Phone is { } phone && CalledAt(phone) is { } called)
        {
            fault = called.DisplayName == told.Name ? null : new("person.other-name", PostGuide.Phone);
            return fault is null ? Placed(called, told.Area) : null;
        }

        if (told.Phone is null && here.Count > 1)
        {
            fault = new("person.many", PostGuide.Name, told.Name);
            return null;
        }

        return told.Phone is null && here is [var one] ? one
            : here is [{ Phone: null } unreached] ? Reach(unreached, told.Phone!)
            : Add(told, now);
    }

    private PersonOnFile? CalledAt(string phone) =>
        box.Fingerprints(phone).Select(mark => _byPhone.GetValueOrDefault(mark))
            .FirstOrDefault(person => person is not null);

    private PersonOnFile Reach(PersonOnFile person, string phone)
    {
        person.CallAt(ClosedPhone.Of(box, phone));
        Know([person]);
        return person;
    }

    private PersonOnFile Add(ToldPost told, DateTimeOffset now)
    {
        var person = PersonOnFile.Of(
            Guid.CreateVersion7(now), told.Name, told.Phone is { } phone ? ClosedPhone.Of(box, phone) : null, now);
        db.People.Add(person);
        Added.Add(person);
        Know([person]);
        return Placed(person, told.Area);
    }

    private PersonOnFile Placed(PersonOnFile person, AreaCode area)
    {
        Place(person, area);
        return person;
    }

    private void Know(List<PersonOnFile> people)
    {
        foreach (var person in people.Where(person => person.PhoneFingerprint is not null))
        {
            _byPhone[person.PhoneFingerprint!] = person;
        }
    }

    private void Place(PersonOnFile person, AreaCode area)
    {
        var key = (person.DisplayName, area.Community);
        var there = _byPlace.TryGetValue(key, out var same) ? same : _byPlace[key] = [];
        if (!there.Contains(person))
        {
            there.Add(person);
        }
    }
}
