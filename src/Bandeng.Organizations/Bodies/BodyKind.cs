namespace Bandeng.Organizations;

/// <summary>What sort of organization a body is.</summary>
public enum BodyKind
{
    /// <summary>街道办事处、镇（乡）政府: the office of a town.</summary>
    Office,

    /// <summary>居委会、村委会: the residents' or villagers' committee of a community.</summary>
    Committee,

    /// <summary>职能部门: a department of a district or city.</summary>
    Department,

    /// <summary>物业公司: a property company.</summary>
    Property,

    /// <summary>其他: a utility, a school, whatever has no kind of its own.</summary>
    Other,

    /// <summary>大工委、大党委（1+X）: takes in bodies that are not below it.</summary>
    WideCommittee,

    /// <summary>党支部、党总支: the branch of a village, a community, a company.</summary>
    Branch,

    /// <summary>小区党支部: the estate's branch.</summary>
    EstateBranch,

    /// <summary>临时党支部: for a purpose, at a place, from a day to a day.</summary>
    TemporaryBranch,

    /// <summary>网格党小组: the group of a grid.</summary>
    GridGroup,

    /// <summary>中心户: the household around which neighbours gather.</summary>
    CentreHousehold,

    /// <summary>屋场党小组: the group of a courtyard.</summary>
    CourtyardGroup,

    /// <summary>屋场理事会、议事会: the council of a courtyard.</summary>
    CourtyardCouncil,

    /// <summary>合作社: a cooperative.</summary>
    Cooperative,

    /// <summary>业主委员会: the owners' committee of an estate.</summary>
    OwnersCommittee,

    /// <summary>社会组织: a registered social organization.</summary>
    SocialOrganization,

    /// <summary>志愿服务队: a team of volunteers.</summary>
    Volunteers,

    /// <summary>工作专班: a task force, for as long as the task lasts.</summary>
    TaskForce,

    /// <summary>区级机构: what stands at the head of a district.</summary>
    District,

    /// <summary>社会组织孵化中心: where social organizations are helped until they stand alone.</summary>
    Incubator,

    /// <summary>综合行政执法队: a town's one enforcement team.</summary>
    EnforcementTeam,

    /// <summary>督导组: goes round and looks how others do their tasks.</summary>
    SupervisionGroup,

    /// <summary>值守班组: a group of a temporary branch that takes turns with others.</summary>
    DutyGroup,
}
