using System.Text.Json;
using Bandeng.Households.Needs.Held;
using Bandeng.Households.People;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs.Acts;

/// <summary>What was asked, and which clauses were dropped because they are not held.</summary>
internal sealed record AskedCorrection(Guid Id, IReadOnlyList<string> Dropped);

/// <summary>A person says what is right instead; the clerks of the place are told.</summary>
internal sealed class AskCorrection(
    BandengDb db, SecretBox box, FindHeldPerson find, IPeople people, INotices notices, TimeProvider clock)
{
    private const int WordsMax = 500;

    public async Task<Result<AskedCorrection>> RunAsync(
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
            return new AskedCorrection(id, []);
        }

        if (Faults(asked, ChinaTime.DayOf(now)) is [var fault, ..])
        {
            return fault;
        }

        var (told, dropped) = Told(asked);
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
            ? new AskedCorrection(id, dropped)
            : new Refusal(RefusalKind.Conflict, "correction.open", "One is being looked at already.");
    }

    /// <summary>All that is wrong with it, in the order of the fields.</summary>
    public static IReadOnlyList<Refusal> Faults(Corrected asked, DateOnly today)
    {
        Refusal?[] faults =
        [
            Trimmed(asked.Name)?.Length > Resident.NameMax ? NeedRefusals.Invalid("resident.name") : null,
            asked.BirthDate is { } day && (day > today || day.Year < 1900)
                ? NeedRefusals.Invalid("resident.birth-date")
                : null,
            Trimmed(asked.Phone) is { } typed && !PhoneNumber.Normalize(typed).TryGet(out _, out var unreadable)
                ? unreadable
                : null,
            Trimmed(asked.Words)?.Length > WordsMax ? NeedRefusals.Invalid("correction.words") : null,
        ];
        return faults.OfType<Refusal>().ToList() is { Count: > 0 } found ? found
            : Told(asked) is ({ Name: null, Sex: null, BirthDate: null, Phone: null, Words: null }, var dropped)
                ? [NeedRefusals.Invalid(dropped.Count > 0 ? "correction.not-held" : "correction.nothing")]
                : [];
    }

    private static (Corrected Told, IReadOnlyList<string> Dropped) Told(Corrected asked)
    {
        var (kept, dropped) = NotHeld.Sift(asked.Words ?? "");
        var phone = PhoneNumber.Normalize(asked.Phone).TryGet(out var number, out _) ? number : null;
        return (new(Trimmed(asked.Name), asked.Sex, asked.BirthDate, phone, Trimmed(kept)), dropped);
    }

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
