using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;

namespace Bandeng.Organizations.UseCases;

/// <summary>An administrator corrects a person's name or telephone.</summary>
internal sealed class ChangePerson(BandengDb db, Reach reach, SecretBox box, TimeProvider clock)
{
    /// <param name="Version">Which state of the person the form showed.</param>
    /// <param name="Phone">As typed; empty takes the number away.</param>
    public sealed record Request(Guid PersonId, long Version, string? DisplayName, string? Phone);

    public async Task<Result<Person>> RunAsync(Request request, Viewer by, CancellationToken cancel)
    {
        if (!(await reach.PersonAsync(request.PersonId, by, cancel)).TryGet(out var person, out var refusal)
            || !PersonFields.Read(box, request.DisplayName, request.Phone).TryGet(out var fields, out refusal))
        {
            return refusal;
        }

        if (person.Version != request.Version)
        {
            return Refusals.Overtaken;
        }

        var newNumber = person.PhoneFingerprint != fields.Phone?.Fingerprint;
        person.Rename(fields.Name);
        if (newNumber)
        {
            person.CallAt(fields.Phone);
        }

        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("person", person.Id, null, "person.change", by.ActingAnywhere(), now)
        {
            Words = [db.Keep(person.Id, fields.Name, now)],
            Facts = new Dictionary<string, object?> { ["new-phone"] = newNumber },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new Person(person.Id, fields.Name)
            : newNumber ? PersonFields.PhoneTaken : Refusals.Overtaken;
    }
}
