using Bandeng.Households.People;
using Bandeng.Households.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.UseCases;

/// <summary>A person as a form tells of them.</summary>
/// <param name="HouseholdId">Into which household; null: a new one behind the door.</param>
/// <param name="LivesInTwo">The person keeps the other home; without it a known person moves here.</param>
internal sealed record NewPerson(
    Guid Door, Guid? HouseholdId, string? Name, string? IdNumber, string? Sex, DateOnly? BirthDate, string? Phone,
    string? Relation,
    bool LivesInTwo = false);

/// <summary>Acts of a desk on households: somebody joins, moves, leaves.</summary>
internal sealed class KeepPeople(BandengDb db, TimeProvider clock, SecretBox box, ReadDoor doors, DoorBook book)
{
    private static readonly Refusal Overtaken = new(
        RefusalKind.Conflict, "place.overtaken", "Somebody changed it in the meantime. Look again.");

    private static readonly Refusal Headed = new(
        RefusalKind.Conflict, "household.headed",
        "This household has a head already. Change the head beside the name of who is to be it.");

    private DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    public async Task<Result<Guid>> JoinAsync(NewPerson request, Viewer by, CancellationToken cancel)
    {
        if (await DoorAsync(request.Door, by, cancel) is not { } door)
        {
            return Scopes.NotYours;
        }

        if (!PersonForm.Read(request).TryGet(out var told, out var refusal))
        {
            return refusal;
        }

        if (told.BirthDate > Today)
        {
            return new Refusal(RefusalKind.Invalid, "resident.unborn", "That day is still to come.");
        }

        var person = Resident.Of(Guid.CreateVersion7(clock.GetUtcNow()), told, box, clock.GetUtcNow());
        var marks = told.IdNumber is { } number ? box.Fingerprints(number.Text) : [];
        var known = marks is []
            ? null
            : await db.Residents.SingleOrDefaultAsync(one => marks.Contains(one.IdFingerprint), cancel);
        if (known is not null && known.Name != person.Name)
        {
            return new Refusal(
                RefusalKind.Conflict, "resident.other-name", "The number is on file under another name.");
        }

        var household = request.HouseholdId is { } id
            ? await db.Households.SingleOrDefaultAsync(
                one => one.Id == id && one.DwellingId == door.Id && one.ValidTo == null, cancel)
            : null;
        if (household is null && request.HouseholdId is not null)
        {
            return Overtaken;
        }

        household ??= Begin(door);
        if (known is null)
        {
            db.Residents.Add(person);
        }
        else if (await db.Members.AnyAsync(
            m => m.ResidentId == known.Id && m.HouseholdId == household.Id && m.ValidTo == null, cancel))
        {
            return new Refusal(RefusalKind.Conflict, "resident.here", "That person is in this household already.");
        }

        if (told.Relation == Membership.Head && await ChangeOfHead.HeadOfAsync(db, household.Id, cancel) is not null)
        {
            return Headed;
        }

        if (known is not null && !request.LivesInTwo)
        {
            await LeaveAllAsync(known.Id, Today, cancel);
        }

        var resident = (known ?? person).Id;
        db.Members.Add(Membership.Of(household.Id, resident, told.Relation, Today));
        if (told.Relation == Membership.Head)
        {
            await ChangeOfHead.FollowAsync(db, household.Id, resident, [], cancel);
        }

        return await SaveAsync(
            "resident.join", resident, door.AreaCode, by, new() { ["household"] = household.Id }, cancel);
    }

    /// <summary>
    /// What somebody is to the head; 户主 makes them the head, and what the others are to them is asked anew.
    /// </summary>
    public async Task<Result<Guid>> RelateAsync(
        Guid membership, long version, string? relation, Viewer by, CancellationToken cancel)
    {
        if (!(await MembershipAsync(membership, version, by, cancel)).TryGet(out var found, out var refusal)
            || !PersonForm.Relation(relation).TryGet(out var told, out refusal))
        {
            return refusal;
        }

        if (told.Length == 0)
        {
            return new Refusal(RefusalKind.Invalid, "resident.relation-none", "Say what they are to the head.");
        }

        if (told == found.Member.Relation)
        {
            return found.Member.ResidentId;
        }

        var isHead = told == Membership.Head;
        found.Member.Relate(told);
        if (isHead)
        {
            await ChangeOfHead.FollowAsync(db, found.Member.HouseholdId, found.Member.ResidentId, [], cancel);
        }

        return await SaveAsync(
            isHead ? "household.head" : "resident.relate", found.Member.ResidentId, found.Door.AreaCode, by,
            new() { ["household"] = found.Member.HouseholdId }, cancel);
    }

    /// <param name="on">The first day on which the person is no longer there.</param>
    public async Task<Result<Guid>> LeaveAsync(
        Guid membership, long version, DateOnly on, Viewer by, CancellationToken cancel)
    {
        if (!(await MembershipAsync(membership, version, by, cancel)).TryGet(out var found, out var refusal))
        {
            return refusal;
        }

        if (on < found.Member.ValidFrom || on > Today)
        {
            return new Refusal(
                RefusalKind.Invalid, "resident.day", "The day must lie between the first one and today.");
        }

        found.Member.Leave(on);
        await CloseIfEmptyAsync(found.Member, on, cancel);
        return await SaveAsync(
            "resident.leave", found.Member.ResidentId, found.Door.AreaCode, by,
            new() { ["household"] = found.Member.HouseholdId }, cancel);
    }

    /// <summary>A move closes the old and opens the new.</summary>
    /// <param name="to">An address: 5号楼2单元301, in one piece.</param>
    public async Task<Result<Guid>> MoveAsync(
        Guid membership, long version, string? to, Viewer by, CancellationToken cancel)
    {
        if (!(await MembershipAsync(membership, version, by, cancel)).TryGet(out var found, out var refusal))
        {
            return refusal;
        }

        var community = found.Door.AreaCode.Community;
        await book.LoadAsync(community, cancel);
        var fault = "door.missing";
        var target = DoorWords.OfAddress("", to ?? "") is { } words ? book.Find(words, out fault) : null;
        if (target is null)
        {
            return new Refusal(RefusalKind.Invalid, fault!, "No such door is known in this community.");
        }

        if (target.DwellingId == found.Door.Id)
        {
            return new Refusal(RefusalKind.Conflict, "resident.here", "That person lives there already.");
        }

        await using var whole = await db.Database.BeginTransactionAsync(cancel);
        await book.SaveAsync(cancel);
        var household = await db.Households.FirstOrDefaultAsync(
            one => one.DwellingId == target.DwellingId && one.ValidTo == null, cancel)
            ?? Begin(new DoorOfHousehold(target.DwellingId, target.BuildingId, target.AreaCode));
        found.Member.Leave(Today);
        await CloseIfEmptyAsync(found.Member, Today, cancel);
        db.Members.Add(Membership.Of(household.Id, found.Member.ResidentId, "", Today));
        var saved = await SaveAsync(
            "resident.move", found.Member.ResidentId, community, by,
            new() { ["from"] = found.Member.HouseholdId, ["to"] = household.Id }, cancel);
        if (saved.TryGet(out _, out _))
        {
            await whole.CommitAsync(cancel);
        }

        return saved.TryGet(out _, out var stopped) ? target.DwellingId : stopped;
    }

    private sealed record Found(Membership Member, DoorCard Door);

    private async Task<DoorCard?> DoorAsync(Guid id, Viewer by, CancellationToken cancel) =>
        await doors.DoorAsync(id, cancel) is { } door && by.May(Permission.KeepHouseholds, door.AreaCode) ? door : null;

    private async Task<Result<Found>> MembershipAsync(Guid id, long version, Viewer by, CancellationToken cancel)
    {
        var member = await db.Members.SingleOrDefaultAsync(one => one.Id == id, cancel);
        var dwelling = member is null ? Guid.Empty
            : await db.Households.Where(one => one.Id == member.HouseholdId)
                .Select(one => one.DwellingId).SingleAsync(cancel);
        return member is null || await DoorAsync(dwelling, by, cancel) is not { } door ? Scopes.NotYours
            : member.ValidTo is not null || member.Version != version ? Overtaken
            : new Found(member, door);
    }

    private Household Begin(DoorCard door) => Begin(new DoorOfHousehold(door.Id, door.BuildingId, door.AreaCode));

    private Household Begin(DoorOfHousehold door)
    {
        var household = Household.Of(Guid.CreateVersion7(clock.GetUtcNow()), door, null, Today);
        db.Households.Add(household);
        return household;
    }

    private async Task LeaveAllAsync(Guid resident, DateOnly on, CancellationToken cancel)
    {
        foreach (var member in await db.Members.Where(one => one.ResidentId == resident && one.ValidTo == null)
            .ToListAsync(cancel))
        {
            member.Leave(on);
            await CloseIfEmptyAsync(member, on, cancel);
        }
    }

    /// <summary>The last one out closes the door.</summary>
    private async Task CloseIfEmptyAsync(Membership leaving, DateOnly on, CancellationToken cancel)
    {
        if (!await db.Members.AnyAsync(
            m => m.HouseholdId == leaving.HouseholdId && m.ValidTo == null && m.Id != leaving.Id, cancel))
        {
            (await db.Households.SingleAsync(one => one.Id == leaving.HouseholdId, cancel)).Close(on);
        }
    }

    private async Task<Result<Guid>> SaveAsync(
        string action, Guid resident, AreaCode area, Viewer by, Dictionary<string, object?> facts,
        CancellationToken cancel)
    {
        var acting = by.ActingOn(Permission.KeepHouseholds, area);
        db.Record(new TrailEntry("resident", resident, area, action, acting, clock.GetUtcNow()) { Facts = facts });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? resident : Overtaken;
    }
}
