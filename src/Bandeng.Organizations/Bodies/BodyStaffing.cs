namespace Bandeng.Organizations.Bodies;

/// <summary>
/// How many of which post a body of a kind should have. A temporary branch is staffed 1+1+1+N: a head, a deputy, a
/// liaison and members.
/// </summary>
internal static class BodyStaffing
{
    private static readonly (Role Role, int Least)[] OfTemporary =
        [(Role.Head, 1), (Role.Deputy, 1), (Role.Liaison, 1), (Role.BodyMember, 1)];

    private static readonly (Role Role, int Least)[] OfCommittee = [(Role.Head, 1), (Role.CommitteeMember, 2)];

    private static readonly (Role Role, int Least)[] OfAny = [(Role.Head, 1)];

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

    private static (Role Role, int Least)[] Rule(BodyKind kind) => kind switch
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
