using System.Globalization;
using Bandeng.Households.UseCases;
using Bandeng.Households.People;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Telling;

/// <summary>One line of the form.</summary>
/// <param name="MemberId">Whom of those on file it means.</param>
internal sealed record PersonToTell(string? Name, string? Relation, string? IdNumber, string? Phone, Guid? MemberId);

/// <summary>What a household sends.</summary>
/// <param name="Id">Made with the form: sent twice, it is told once.</param>
internal sealed record HomeToTell(
    Guid Id, AreaCode Building, string? Unit, string? Room, Tenure Tenure, IReadOnlyList<PersonToTell> People,
    IReadOnlyList<Guid> Left);

/// <summary>
/// 住户自填: who lives here tells it, from the code at the door. Nothing changes before the clerk has looked; nothing of
/// others is shown to who tells.
/// </summary>
internal sealed class TellHome(BandengDb db, TimeProvider clock, SecretBox box, IPeople people, MyHome mine)
{
    public const int MostPeople = 12;
    private const int MostADay = 5;
    private const int DoorMax = 20;

    /// <summary>What two heads of one household are answered.</summary>
    public static Refusal TwoHeads { get; } = Invalid("telling.heads", "A household has one head.");

    public async Task<Result<Guid>> RunAsync(HomeToTell told, Viewer by, CancellationToken cancel)
    {
        if (await db.Tellings.AnyAsync(one => one.Id == told.Id, cancel))
        {
            return told.Id;
        }

        if (by.PersonId is not { } person || await people.PhoneAsync(person, cancel) is null)
        {
            return Invalid("telling.phone", "Sign in by a code to your telephone first.");
        }

        var now = clock.GetUtcNow();
        if (!(await DoorAsync(told, cancel)).TryGet(out var door, out var refusal)
            || !(await HomeAsync(told, person, cancel)).TryGet(out var home, out refusal))
        {
            return refusal;
        }

        var since = now.AddDays(-1);
        if (await db.Tellings.CountAsync(one => one.PersonId == person && one.ToldAt > since, cancel) >= MostADay)
        {
            return new Refusal(
                RefusalKind.TooOften, "telling.often", "That is enough for one day; ring the community.");
        }

        foreach (var earlier in await db.Tellings
            .Where(one => one.PersonId == person && one.BuildingId == door.BuildingId && one.State == TellingState.Waiting).ToListAsync(cancel))
        {
            earlier.Decide(TellingState.Withdrawn, null, person, now);
        }

        db.Tellings.Add(HomeTelling.Of(told.Id, person, door, home, box, now));
        db.Record(new TrailEntry("telling", told.Id, door.AreaCode, "household.tell", by, now)
        {
            Facts = new Dictionary<string, object?> { ["people"] = home.People.Count, ["left"] = home.Left.Count },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? told.Id
            : new Refusal(RefusalKind.Conflict, "place.overtaken", "Somebody changed it in the meantime. Look again.");
    }

    private async Task<Result<DoorTold>> DoorAsync(HomeToTell told, CancellationToken cancel)
    {
        if (await mine.BuildingAsync(told.Building, cancel) is not { } building)
        {
            return new Refusal(RefusalKind.NotFound, "telling.building", "That code belongs to no building of today.");
        }

        var door = Door.Of(told.Unit ?? "", told.Room ?? "");
        return door.Room.Length is 0 or > DoorMax || door.Unit.Length > DoorMax
            ? Invalid("telling.room", "Give the number at your door.")
            : new DoorTold(building.Id, building.AreaCode, door.Unit, door.Room);
    }

    /// <summary>Only who lives there by the register can mean somebody on file.</summary>
    private async Task<Result<ToldHome>> HomeAsync(HomeToTell told, Guid person, CancellationToken cancel)
    {
        var own = (await mine.OfAsync(person, told.Building, cancel))?.People.Select(one => one.MemberId).ToHashSet()
            ?? [];
        var read = new List<ToldPerson>();
        foreach (var (i, line) in told.People.Where(line => !string.IsNullOrWhiteSpace(line.Name)).Index())
        {
            if (!PersonForm.Read(new(default, null, line.Name, line.IdNumber, null, null, line.Phone, line.Relation))
                .TryGet(out var one, out var refusal))
            {
                return refusal with { Message = string.Create(CultureInfo.InvariantCulture, $"{i + 1}") }; // whom it means
            }

            read.Add(
                new(
                    one.Name, one.Relation, one.IdNumber?.Text, one.Phone,
                    line.MemberId is { } id && own.Contains(id) ? id : null));
        }

        Guid[] left = [.. told.Left.Where(own.Contains)];
        return read.Count > MostPeople ? Invalid("telling.many", $"{MostPeople} people at most.")
            : read.Count(one => one.Relation == Membership.Head) > 1 ? TwoHeads
            : read.Count == 0 && left.Length == 0 ? Invalid("telling.nobody", "Give at least one name.")
            : new ToldHome(told.Tenure, read, left);
    }

    private static Refusal Invalid(string code, string message) => new(RefusalKind.Invalid, code, message);
}
