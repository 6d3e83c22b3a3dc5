using Bandeng.Households.People;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Telling;

/// <summary>The clerk's yes to a telling, with what they ticked.</summary>
/// <param name="Into">Which household behind the door it is; null: a new one.</param>
/// <param name="Leaving">Memberships of that door that end today.</param>
internal sealed record TellingToTake(Guid Id, long Version, Guid? Into, IReadOnlyList<Guid> Leaving);

/// <summary>
/// What a household told is taken into the register, or given back with a reason. Either way its words are cleared.
/// </summary>
internal sealed class DecideTelling(BandengDb db, TimeProvider clock, SecretBox box, DoorBook book, INotices notices)
{
    private static readonly Refusal Overtaken = new(
        RefusalKind.Conflict, "place.overtaken", "Somebody changed it in the meantime. Look again.");

    private DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<Result<Guid>> ReturnAsync(
        Guid id, long version, TellingReason reason, Viewer by, CancellationToken cancel)
    {
        if (!(await OpenAsync(id, version, by, cancel)).TryGet(out var telling, out var refusal))
        {
            return refusal;
        }

        return await EndAsync(telling, TellingState.Returned, reason, by, cancel) is SaveOutcome.Saved ? id : Overtaken;
    }

    /// <summary>The id of the door.</summary>
    public async Task<Result<Guid>> TakeAsync(TellingToTake request, Viewer by, CancellationToken cancel)
    {
        if (!(await OpenAsync(request.Id, request.Version, by, cancel)).TryGet(out var telling, out var refusal)
            || telling.Home(box) is not { } home)
        {
            return refusal ?? Overtaken;
        }

        if (home.People.Count(told => told.Relation == Membership.Head) > 1)
        {
            return TellHome.TwoHeads;
        }

        await book.LoadAsync(telling.AreaCode.Community, cancel);
        if (book.Find(telling.BuildingId, telling.Unit, telling.Room) is not { } door)
        {
            return new Refusal(RefusalKind.Conflict, "telling.building", "The building is no more.");
        }

        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        await book.SaveAsync(cancel);
        var household = request.Into is { } into
            ? await db.Households.SingleOrDefaultAsync(
                one => one.Id == into && one.DwellingId == door.DwellingId && one.ValidTo == null, cancel)
            : Begin(door);
        if (household is null)
        {
            return Overtaken;
        }

        household.Hold(home.Tenure);
        var related = new Dictionary<Guid, string>();
        foreach (var told in home.People)
        {
            if (!(await EnterAsync(household, told, cancel)).TryGet(out var resident, out var stopped))
            {
                return stopped;
            }

            related[resident] = told.Relation;
        }

        if (related.ContainsValue(Membership.Head))
        {
            var head = related.First(pair => pair.Value == Membership.Head).Key;
            await ChangeOfHead.FollowAsync(
                db, household.Id, head, [.. related.Where(pair => pair.Value.Length > 0).Select(pair => pair.Key)],
                cancel);
        }

        await LeaveAsync(door, request.Leaving, home, cancel);
        if (await EndAsync(telling, TellingState.Taken, null, by, cancel) is not SaveOutcome.Saved)
        {
            return Overtaken;
        }

        await whole.CommitAsync(cancel);
        return door.DwellingId;
    }

    private Household Begin(FoundDoor door)
    {
        var household = Household.Of(
            Guid.CreateVersion7(clock.GetUtcNow()),
            new DoorOfHousehold(door.DwellingId, door.BuildingId, door.AreaCode), null, Today);
        db.Households.Add(household);
        return household;
    }

    /// <summary>Who is on file is corrected and, where they lived elsewhere, moves; who is not is entered.</summary>
    private async Task<Result<Guid>> EnterAsync(Household household, ToldPerson told, CancellationToken cancel)
    {
        var read = new ToldResident(
            told.Name, null, null, told.IdNumber is null ? null : IdNumber.Read(told.IdNumber, out _), told.Phone,
            told.Relation);
        read = read with { Sex = read.IdNumber?.Sex, BirthDate = read.IdNumber?.BirthDate };
        var member = await db.Members.SingleOrDefaultAsync(
            one => one.HouseholdId == household.Id && one.ValidTo == null && one.Id == told.MemberId, cancel)
            ?? await OfNameAsync(household, told.Name, cancel);
        var resident = member is null
            ? await OfNumberAsync(read, cancel)
            : await db.Residents.SingleAsync(one => one.Id == member.ResidentId, cancel);
        if (resident is not null && read.IdNumber is { } number)
        {
            var prints = box.Fingerprints(number.Text);
            if (await db.Residents.AnyAsync(one => prints.Contains(one.IdFingerprint!) && (one.Id != resident.Id || (member == null && one.Name != read.Name)), cancel))
            {
                return new Refusal(
                    RefusalKind.Conflict, "resident.other-name", "The number is on file under another name.");
            }
        }

        if (resident is null)
        {
            resident = Resident.Of(Guid.CreateVersion7(clock.GetUtcNow()), read, box, clock.GetUtcNow());
            db.Residents.Add(resident);
        }
        else
        {
            resident.Correct(read, box);
        }

        if (member is not null)
        {
            member.Relate(told.Relation);
            return resident.Id;
        }

        foreach (var elsewhere in await db.Members.Where(one => one.ResidentId == resident.Id && one.ValidTo == null)
            .ToListAsync(cancel))
        {
            await LeaveAsync(elsewhere, cancel);
        }

        db.Members.Add(Membership.Of(household.Id, resident.Id, told.Relation, Today));
        return resident.Id;
    }

    private async Task<Membership?> OfNameAsync(Household household, string name, CancellationToken cancel) => await (
        from member in db.Members
        join resident in db.Residents on member.ResidentId equals resident.Id
        where member.HouseholdId == household.Id && member.ValidTo == null && resident.Name == name
        select member).FirstOrDefaultAsync(cancel);

    private async Task<Resident?> OfNumberAsync(ToldResident told, CancellationToken cancel)
    {
        string[] prints = told.IdNumber is { } number ? box.Fingerprints(number.Text) : [];
        return prints is []
            ? null
            : await db.Residents.SingleOrDefaultAsync(one => prints.Contains(one.IdFingerprint!), cancel);
    }

    private async Task LeaveAsync(FoundDoor door, IReadOnlyList<Guid> leaving, ToldHome home, CancellationToken cancel)
    {
        var staying = home.People.Select(told => told.MemberId).OfType<Guid>().ToHashSet();
        foreach (var id in leaving.Where(id => !staying.Contains(id)))
        {
            var member = await db.Members.SingleOrDefaultAsync(one => one.Id == id && one.ValidTo == null, cancel);
            if (member is not null
                && await db.Households.AnyAsync(
                    one => one.Id == member.HouseholdId && one.DwellingId == door.DwellingId, cancel))
            {
                await LeaveAsync(member, cancel);
            }
        }
    }

    private async Task LeaveAsync(Membership member, CancellationToken cancel)
    {
        member.Leave(Today);
        var others = await db.Members.Where(m => m.HouseholdId == member.HouseholdId && m.ValidTo == null && m.Id != member.Id).ToListAsync(cancel);
        // Tracked ones that left a moment ago are still open in the database.
        if (others.TrueForAll(other => other.ValidTo is not null)
            && !db.ChangeTracker.Entries<Membership>()
                .Any(one => one.Entity.HouseholdId == member.HouseholdId && one.Entity.ValidTo is null))
        {
            (await db.Households.SingleAsync(one => one.Id == member.HouseholdId, cancel)).Close(Today);
        }
    }

    private async Task<Result<HomeTelling>> OpenAsync(Guid id, long version, Viewer by, CancellationToken cancel)
    {
        var telling = await db.Tellings.SingleOrDefaultAsync(one => one.Id == id, cancel);
        return telling is null || !by.May(Permission.KeepHouseholds, telling.AreaCode) ? Scopes.NotYours
            : telling.State != TellingState.Waiting || telling.Version != version ? Overtaken
            : telling;
    }

    private async Task<SaveOutcome> EndAsync(
        HomeTelling telling, TellingState state, TellingReason? reason, Viewer by, CancellationToken cancel)
    {
        var (now, taken) = (clock.GetUtcNow(), state == TellingState.Taken);
        telling.Decide(state, reason, by.PersonId, now);
        db.Record(new TrailEntry(
            "telling", telling.Id, telling.AreaCode, taken ? "household.telling-taken" : "household.telling-returned",
            by.ActingOn(Permission.KeepHouseholds, telling.AreaCode), now)
        {
            Facts = new Dictionary<string, object?> { ["reason"] = reason?.ToString() },
        });
        notices.Tell(telling.PersonId, new News(
            NoticeKind.Account, taken ? "home.taken" : "home.returned", $"{telling.Unit} {telling.Room}".Trim(),
            $"/my/home?area={telling.AreaCode.ToFullString()}", now));
        return await db.TrySaveAsync(cancel);
    }
}
