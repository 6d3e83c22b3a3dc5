using System.Text.Json;
using Bandeng.Households.Needs.Held;
using Bandeng.Households.People;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs.Acts;

/// <summary>A person says what is right instead; the clerks of the place are told.</summary>
internal sealed class AskCorrection(
    BandengDb db, SecretBox box, FindHeldPerson find, IPeople people, INotices notices, TimeProvider clock)
{
    public async Task<Result<Guid>> RunAsync(
        Guid id, Guid resident, Corrected asked, Viewer viewer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var person = await find.RunAsync(viewer.PersonId!.Value, cancel);
        if (!person.ResidentIds.Contains(resident))
        {
            return NeedRefusals.Unknown;
        }

        if (await db.Corrections.AnyAsync(one => one.Id == id, cancel))
        {
            return id;
        }

        if (!Checked(asked, ChinaTime.DayOf(now)).TryGet(out var told, out var refusal))
        {
            return refusal;
        }

        var area = person.Area!.Value;
        db.Corrections.Add(
            Correction.Of(id, resident, box.Protect(JsonSerializer.Serialize(told)), viewer.PersonId.Value, now));
        db.Record(new TrailEntry("correction", id, area, "correction.ask", viewer, now)
        {
            Facts = new Dictionary<string, object?> { ["resident"] = resident },
        });
        foreach (var clerk in await people.HoldersAsync(Role.Clerk, area.Community, cancel))
        {
            notices.Tell(clerk.Id, new(NoticeKind.Work, "need.correction", "", "/registry/corrections", now) { IsInner = true, About = $"correction {resident}" });
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? id
            : new Refusal(RefusalKind.Conflict, "correction.open", "One is being looked at already.");
    }

    private static Result<Corrected> Checked(Corrected asked, DateOnly today)
    {
        var (name, words) = (Trimmed(asked.Name), Trimmed(asked.Words));
        if (name?.Length > Resident.NameMax || words?.Length > 500)
        {
            return NeedRefusals.Invalid(words?.Length > 500 ? "correction.words" : "resident.name");
        }

        if (asked.BirthDate is { } day && (day > today || day.Year < 1900))
        {
            return NeedRefusals.Invalid("resident.birth-date");
        }

        string? phone = null;
        if (Trimmed(asked.Phone) is { } typed && !PhoneNumber.Normalize(typed).TryGet(out phone, out var refusal))
        {
            return refusal;
        }

        var told = new Corrected(
            name, asked.Sex, asked.BirthDate, phone, words is null ? null : NotHeld.Sift(words).Kept);
        return told == new Corrected(null, null, null, null, null) ? NeedRefusals.Invalid("correction.nothing") : told;
    }

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
