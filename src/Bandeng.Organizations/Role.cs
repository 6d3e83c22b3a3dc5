namespace Bandeng.Organizations;

/// <summary>What a post lets its holder be. Which role may do what: <see cref="PermissionTable"/>.</summary>
public enum Role
{
    /// <summary>楼栋长: speaks for a building, files for neighbours.</summary>
    BuildingHead,

    /// <summary>网格员: looks after a grid.</summary>
    GridWorker,

    /// <summary>社区办事员: takes in, dispatches and answers for a community.</summary>
    Clerk,

    /// <summary>承办人: handles what is dispatched to the body.</summary>
    Handler,

    /// <summary>核查员: looks on the spot whether it is done.</summary>
    Checker,

    /// <summary>回访员: asks the raiser; never the handler.</summary>
    Caller,

    /// <summary>议事召集人: convenes councils.</summary>
    Convenor,

    /// <summary>街道（乡镇）: answers for a town, dispatches and rules inside it.</summary>
    Town,

    /// <summary>区级: answers for a district, dispatches and rules inside it.</summary>
    District,

    /// <summary>督查领导: sees figures and what is late; supervises.</summary>
    Leader,

    /// <summary>审计: reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>管理员: people, posts, bodies, catalogue; no matter's protected content.</summary>
    Admin,

    /// <summary>包联领导: looks after a village or community; the post alone opens nothing.</summary>
    CareLeader,

    /// <summary>单元长: speaks for a unit of a building.</summary>
    UnitHead,

    /// <summary>联户长: looks after some households by name.</summary>
    LinkedHead,

    /// <summary>兼职网格员: helps the grid worker.</summary>
    PartTimeGridWorker,

    /// <summary>负责人: the first of a body: secretary, chair, captain.</summary>
    Head,

    /// <summary>副职: the second of a body.</summary>
    Deputy,

    /// <summary>委员: sits on a committee.</summary>
    CommitteeMember,

    /// <summary>兼职委员: sits on a committee, sent by another body.</summary>
    PartTimeMember,

    /// <summary>联络员: the one whom others call.</summary>
    Liaison,

    /// <summary>成员: belongs to a body.</summary>
    BodyMember,
}
