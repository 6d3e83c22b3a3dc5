namespace Bandeng.Organizations.Bodies;

/// <summary>
/// How many of which post a body of a kind should have. A temporary branch is staffed 1+1+1+N: a head, a deputy, a
/// liaison and members; of those of whom one is meant there is no second.
/// </summary>
internal static class BodyStaffing
{
    private sealed record Number(Role Role, int Least, int Most = int.MaxValue);

    private static readonly Number One = new(Role.Head, 1, Most: 1);

    private static readonly Number[] OfTemporary =
        [One, One with { Role = Role.Deputy }, One with { Role = Role.Liaison }, new(Role.BodyMember, 1)];

    private static readonly Number[] OfCommittee = [One, new(Role.CommitteeMember, 2)];

    private static readonly Number[] OfAny = [One];

    /// <summary>What is missing, by post.</summary>
    public static IReadOnlyList<(Role Role, int Missing)> Gaps(BodyKind kind, IEnumerable<Role> held)
    {
        var counts = held.CountBy(role => role).ToDictionary();
        return
        [
            .. Rule(kind).Select(rule => (rule.Role, Missing: rule.Least - counts.GetValueOrDefault(rule.Role)))
                .Where(gap => gap.Missing > 0),
        ];
    }

    /// <summary>What is too much, by post.</summary>
    public static IReadOnlyList<(Role Role, int TooMany)> Excess(BodyKind kind, IEnumerable<Role> held)
    {
        var counts = held.CountBy(role => role).ToDictionary();
        return
        [
            .. Rule(kind).Select(rule => (rule.Role, TooMany: counts.GetValueOrDefault(rule.Role) - rule.Most))
                .Where(excess => excess.TooMany > 0),
        ];
    }

    private static Number[] Rule(BodyKind kind) => kind switch
    {
        BodyKind.TemporaryBranch => OfTemporary,
        BodyKind.OwnersCommittee or BodyKind.CourtyardCouncil => OfCommittee,
        BodyKind.WideCommittee or BodyKind.Branch or BodyKind.EstateBranch
            or BodyKind.GridGroup or BodyKind.CentreHousehold
            or BodyKind.CourtyardGroup or BodyKind.Cooperative
                or BodyKind.Volunteers or BodyKind.TaskForce or BodyKind.District
            or BodyKind.Incubator or BodyKind.EnforcementTeam or BodyKind.SupervisionGroup or BodyKind.DutyGroup =>
                OfAny,
        _ => [],
    };
}
