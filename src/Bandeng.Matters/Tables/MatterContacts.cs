using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Queries;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;

namespace Bandeng.Matters.Tables;

/// <summary>
/// Names and telephones of raisers in a table: masked, or opened for a purpose, each look on the trail of its matter.
/// </summary>
internal sealed class MatterContacts(BandengDb db, SecretBox box, IPeople people, TimeProvider clock)
{
    /// <summary>What stands where somebody is protected.</summary>
    public const string Sealed = "保密";

    private readonly Dictionary<Guid, string?> _phones = [];

    public async Task<string?> PhoneAsync(MatterLine line, SourceQuestion question, CancellationToken cancel)
    {
        if (line.VoiceId is not { } voice || await NumberAsync(line, cancel) is not { } number)
        {
            return null;
        }

        if (question.Purpose is null || OpensFor(question.Viewer, line) is not { } by)
        {
            return line.Protected ? Sealed : RaisersOfMatter.Masked(number);
        }

        var now = clock.GetUtcNow();
        db.Record(new TrailEntry("matter", line.Id, line.AreaCode, SeeContact.Action, by, now)
        {
            FromState = line.Stage.ToString(),
            ToState = line.Stage.ToString(),
            Words = [db.Keep(line.Id, question.Purpose, now)],
            Facts = new Dictionary<string, object?> { ["voice"] = voice, ["table"] = true },
        });
        return number;
    }

    /// <summary>
    /// Whether the name of a protected raiser is shown: only where the number would be too, and for a purpose.
    /// </summary>
    public static bool ShowsName(MatterLine line, SourceQuestion question) =>
        !line.Protected || (question.Purpose is not null && OpensFor(question.Viewer, line) is not null);

    // As on the matter's own page: who is complained of never, a protected number only for who dispatches there.
    private static Viewer? OpensFor(Viewer viewer, MatterLine line) =>
        viewer.PostFor(Permission.SeeContacts, line.AreaCode) is { } post
        && !viewer.Posts.Any(held => held.BodyId is { } body && body == line.RespondentBodyId)
        && (!line.Protected || viewer.PostsWith(Permission.DispatchMatters)
            .Any(held => held.Area.Contains(line.AreaCode) && (long)held.Area.Level <= line.HeldLevel))
            ? viewer with { ActingPost = post } : null;

    private async Task<string?> NumberAsync(MatterLine line, CancellationToken cancel)
    {
        if (box.Unprotect(line.PhoneCipher) is { } own)
        {
            return own;
        }

        if (line.PersonId is not { } person)
        {
            return null;
        }

        return _phones.TryGetValue(person, out var known)
            ? known
            : _phones[person] = await people.PhoneAsync(person, cancel);
    }
}
