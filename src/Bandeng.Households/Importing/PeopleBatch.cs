using Bandeng.Households.People;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Households.Importing;

/// <summary>One batch of people against those who stand: who is known, who lives elsewhere, who is new.</summary>
internal sealed class PeopleBatch(BandengDb db, SecretBox box)
{
    private const int Lookup = 500;

    private sealed record Known(
        Guid Id, string Name, Sex? Sex, DateOnly? BirthDate, string? IdFingerprint, string? PhoneFingerprint,
        Guid? MemberId, Guid? HouseholdId,
        string? Relation);

    private sealed record Heading(Guid Id, Guid HouseholdId, Guid ResidentId, DateOnly? ValidTo);

    /// <summary>Who heads a household by the list, and whether they did already.</summary>
    private readonly record struct ToldHead(Guid ResidentId, bool IsNew);

    private const string Select =
        """
        select r.id, r.name, r.sex, r.birth_date, r.id_fingerprint, r.phone_fingerprint, m.id as member_id, m.household_id, m.relation
        from residents r left join household_members m on m.resident_id = r.id and m.valid_to is null
        """;

    private readonly List<Resident> _added = [];
    private readonly List<Membership> _joined = [];
    private readonly List<Guid> _left = [];
    private readonly List<(Guid Id, Resident Told)> _changed = [];
    private readonly List<(Guid Membership, string Relation)> _relations = [];
    private readonly Dictionary<Guid, ToldHead> _heads = [];

    // Over all batches: a list may tell of a child before it tells who is the head now.
    private readonly HashSet<(Guid Household, Guid Resident)> _related = [];
    private readonly HashSet<Guid> _unheaded = [];
    private bool _isFirst;
    private ILookup<string, Known> _byNumber = Enumerable.Empty<Known>().ToLookup(_ => "");
    private ILookup<Guid, Known> _nameless = Enumerable.Empty<Known>().ToLookup(_ => Guid.Empty);

    /// <summary>Those who stand under one of the identity numbers.</summary>
    public async Task LoadAsync(bool anybody, IEnumerable<Resident?> people, CancellationToken cancel)
    {
        _isFirst = !anybody;

        // While keys are rotated somebody may still stand under the older fingerprint.
        var now = box.IsRotating
            ? box.Now(people.Select(person => box.Unprotect(person?.IdNumber)).OfType<string>())
            : people.Select(person => person?.IdFingerprint).OfType<string>().Distinct().ToDictionary(mark => mark);
        var known = new List<Known>();
        foreach (var some in anybody ? now.Keys.Chunk(Lookup) : [])
        {
            known.AddRange(
                await db.RowsAsync<Known>(
                    $"{Select} where {db.In("r.id_fingerprint", nameof(some))}", new { some }, cancel));
        }

        _byNumber = known.ToLookup(one => now[one.IdFingerprint!]);
    }

    /// <summary>Those without an identity number who live in one of the households.</summary>
    public async Task LoadNamelessAsync(bool anybody, IReadOnlyCollection<Guid> households, CancellationToken cancel)
    {
        var known = new List<Known>();
        foreach (var some in anybody ? households.Distinct().Chunk(Lookup) : [])
        {
            known.AddRange(await db.RowsAsync<Known>(
                $"{Select} where r.id_fingerprint is null and {db.In("m.household_id", nameof(some))}", new { some },
                cancel));
        }

        _nameless = known.ToLookup(one => one.HouseholdId!.Value);
    }

    /// <summary>Under one number two names: which of them is right, no program can know.</summary>
    public SheetFault? FaultOf(Resident told) =>
        told.IdFingerprint is { } number && _byNumber[number].FirstOrDefault() is { } known && known.Name != told.Name
            ? new("resident.other-name", PeopleGuide.Name) : null;

    /// <summary>What becomes of one person with whom nothing is wrong.</summary>
    public PersonTold Take(Resident told, string relation, Household household, DateOnly today)
    {
        Known[] standing = told.IdFingerprint is { } number
            ? [.. _byNumber[number]]
            : [.. _nameless[household.Id].Where(one => one.Name == told.Name && Agrees(one.BirthDate, told.BirthDate))];
        var here = Array.Find(standing, one => one.HouseholdId == household.Id);
        Relates(household.Id, standing is [] ? told.Id : standing[0].Id, relation, here?.Relation);
        if (standing is [])
        {
            _added.Add(told);
            _joined.Add(Membership.Of(household.Id, told.Id, relation, today));
            return PersonTold.Added;
        }

        var changed = Correct(standing[0], told);
        return here is not null
            ? Stays(here, relation) || changed ? PersonTold.Changed : PersonTold.Unchanged
            : Moves(standing, relation, household, today);
    }

    public async Task SaveAsync(DateOnly today, CancellationToken cancel)
    {
        await db.InsertManyAsync(_added, cancel);
        await LeaveAsync(today, cancel);
        await db.InsertManyAsync(_joined, cancel);
        await ChangeAsync(cancel);
        await UnheadAsync(cancel);
        _added.Clear();
        _joined.Clear();
        _left.Clear();
        _changed.Clear();
        _relations.Clear();
        _heads.Clear();
    }

    private void Relates(Guid household, Guid resident, string relation, string? before)
    {
        if (_isFirst || relation.Length == 0)
        {
            return;
        }

        _related.Add((household, resident));
        if (relation == Membership.Head)
        {
            _heads[household] = new(resident, before != Membership.Head);
        }
        else if (before == Membership.Head)
        {
            _unheaded.Add(household);
        }
    }

    private static bool Agrees(DateOnly? one, DateOnly? other) => one is null || other is null || one == other;

    private bool Correct(Known known, Resident told)
    {
        var same = (told.Sex ?? known.Sex) == known.Sex && (told.BirthDate ?? known.BirthDate) == known.BirthDate
            && (told.PhoneFingerprint ?? known.PhoneFingerprint) == known.PhoneFingerprint;
        if (!same)
        {
            _changed.Add((known.Id, told));
        }

        return !same;
    }

    private bool Stays(Known here, string relation)
    {
        if (relation.Length == 0 || relation == here.Relation)
        {
            return false;
        }

        _relations.Add((here.MemberId!.Value, relation));
        return true;
    }

    /// <summary>A move closes the old and opens the new.</summary>
    private PersonTold Moves(Known[] standing, string relation, Household household, DateOnly today)
    {
        _left.AddRange(standing.Select(one => one.MemberId).OfType<Guid>());
        _joined.Add(Membership.Of(household.Id, standing[0].Id, relation, today));
        return PersonTold.Moved;
    }

    private async Task LeaveAsync(DateOnly today, CancellationToken cancel)
    {
        foreach (var some in _left.Chunk(Lookup))
        {
            var change = new { some, today };
            await db.ExecuteAsync(
                $"update household_members set valid_to = @today, version = version + 1 where {db.In("id", nameof(some))}", change, cancel);

            // The last one out closes the door.
            await db.ExecuteAsync(
                $"""
                update households set valid_to = @today, version = version + 1
                where valid_to is null and id in (select household_id from household_members where {db.In("id", nameof(some))})
                    and not exists (
                        select 1 from household_members m where m.household_id = households.id and m.valid_to is null)
                """,
                change,
                cancel);
        }
    }

    private async Task ChangeAsync(CancellationToken cancel)
    {
        foreach (var (id, told) in _changed)
        {
            await db.ExecuteAsync(
                """
                update residents set sex = coalesce(@Sex, sex), birth_date = coalesce(@BirthDate, birth_date),
                    phone = coalesce(@Phone, phone), phone_fingerprint = coalesce(@PhoneFingerprint, phone_fingerprint),
                    version = version + 1
                where id = @id
                """,
                new { id, Sex = told.Sex?.ToString(), told.BirthDate, told.Phone, told.PhoneFingerprint },
                cancel);
        }

        foreach (var (member, relation) in _relations)
        {
            await db.ExecuteAsync(
                "update household_members set relation = @relation, version = version + 1 where id = @member",
                new { member, relation },
                cancel);
        }
    }

    /// <summary>
    /// Who was the head before is somebody in the household; what they and the others are to the new head is asked
    /// anew, unless the list tells it.
    /// </summary>
    private async Task UnheadAsync(CancellationToken cancel)
    {
        foreach (var some in _heads.Keys.Chunk(Lookup))
        {
            var former = (await MembersAsync($"relation = '{Membership.Head}'", some, cancel))
                .Where(head => _heads[head.HouseholdId].ResidentId != head.ResidentId).ToList();
            var after = former.Select(head => head.HouseholdId).Concat(_unheaded)
                .Where(id => _heads.TryGetValue(id, out var head) && head.IsNew);
            var others = await MembersAsync("relation <> ''", [.. after.Distinct()], cancel);
            var stale = former.Concat(others.Where(one => !_related.Contains((one.HouseholdId, one.ResidentId))));
            foreach (var id in stale.Where(one => one.ValidTo is null).Select(one => one.Id).Distinct())
            {
                await db.ExecuteAsync(
                    "update household_members set relation = '', version = version + 1 where id = @id", new { id },
                    cancel);
            }
        }
    }

    private async Task<IReadOnlyList<Heading>> MembersAsync(string which, Guid[] some, CancellationToken cancel) =>
        some is [] ? []
        : await db.RowsAsync<Heading>(
            $"select id, household_id, resident_id, valid_to from household_members where {which} and {db.In("household_id", nameof(some))}",
            new { some },
            cancel);
}
