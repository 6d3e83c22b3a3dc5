using Bandeng.Kernel;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations.People;
using Bandeng.Territory;

namespace Bandeng.Organizations.Importing;

/// <summary>The books in which a list of posts is looked up.</summary>
public sealed class ListBooks(BandengDb db, AreaBook areas, SecretBox box, TimeProvider clock)
{
    internal async Task<PostLine> PostLineAsync(SheetTable table, AreaCode? within, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var bodies = new BodyBook(db, today);
        await areas.LoadAsync(within, cancel);
        await bodies.LoadAsync(cancel);
        return new(table, areas, bodies, today);
    }

    internal async Task<PersonBook> PeopleAsync(
        IEnumerable<string> phones, IReadOnlyCollection<Post> posts, CancellationToken cancel)
    {
        var people = new PersonBook(db, box);
        await people.LoadAsync(phones, posts, cancel);
        return people;
    }
}
