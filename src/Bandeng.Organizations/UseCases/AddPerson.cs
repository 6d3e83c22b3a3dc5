using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Organizations.People;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>An administrator enters a person. A form sent twice enters one.</summary>
internal sealed class AddPerson(BandengDb db, SecretBox box, TimeProvider clock)
{
    /// <param name="Id">Made with the form, so that the same form sent again is the same person.</param>
    public sealed record Request(Guid Id, string? DisplayName, string? Phone);

    public async Task<Result<Person>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        if (!by.IsSystem && !by.May(Permission.ManagePeople))
        {
            return Refusals.NotYours;
        }

        if (!PersonFields.Read(box, request.DisplayName, request.Phone).TryGet(out var fields, out var refusal))
        {
            return refusal;
        }

        if (await db.People.AnyAsync(p => p.Id == request.Id, cancel))
        {
            return new Person(request.Id, fields.Name);
        }

        var now = clock.GetUtcNow();
        var person = PersonOnFile.Of(request.Id, fields.Name, fields.Phone, now);
        db.People.Add(person);
        db.Record(Entry(db, person, by, now));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new Person(request.Id, fields.Name)
            : PersonFields.PhoneTaken;
    }

    internal static TrailEntry Entry(BandengDb db, PersonOnFile person, Viewer by, DateTimeOffset now) =>
        new("person", person.Id, null, "person.add", by.ActingAnywhere(), now)
        {
            Words = [db.Keep(person.Id, person.DisplayName, now)],
            Facts = new Dictionary<string, object?> { ["phone"] = person.Phone is not null },
        };
}
