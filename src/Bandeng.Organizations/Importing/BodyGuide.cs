using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory;

namespace Bandeng.Organizations.Importing;

/// <summary>How offices head the columns of lists of bodies.</summary>
internal static class BodyGuide
{
    public const string Name = "name";
    public const string Kind = "kind";
    public const string Parent = "parent";
    public const string Partners = "partners";
    public const string Phone = "phone";
    public const string From = "valid_from";
    public const string To = "valid_to";
    public const string Purpose = "purpose";
    public const string Place = "place";
    public const string TakesMatters = "takes_matters";

    /// <summary>Columns that are never read, in any list of people or bodies.</summary>
    public static readonly string[] Dropped = [.. NotHeldHeadings.Parts, "身份证"];

    public static SheetGuide All { get; } = new(
        [
            .. AreaGuide.Fields,
            new(Name, "名称", "单位名称", "组织名称", "机构名称", "单位", "组织", "机构", "党组织名称"),
            new(Kind, "类别", "类型", "单位类别", "单位类型", "组织类别", "组织类型", "机构类别", "机构类型"),
            new(Parent, "上级", "上级单位", "上级组织", "上级机构", "上级党组织", "隶属"),
            new(Partners, "成员单位", "共建单位", "兼职委员单位"),
            new(Phone, "电话", "联系电话", "办公电话", "值班电话"),
            new(From, "成立日期", "成立时间", "开始日期", "设立日期"),
            new(To, "撤销日期", "撤销时间", "结束日期", "届满日期"),
            new(Purpose, "事由", "用途", "任务", "设立目的"),
            new(Place, "地点", "设立地点", "办公地点"),
            new(TakesMatters, "是否接单", "接收派单", "承办事项"),
        ],
        Dropped);

    /// <summary>
    /// What a kind is called in lists; the longest that a name ends in also tells the kind of a body.
    /// </summary>
    public static IReadOnlyDictionary<string, BodyKind> Kinds { get; } = new Dictionary<string, BodyKind>
    {
        ["街道办"] = BodyKind.Office,
        ["办事处"] = BodyKind.Office,
        ["人民政府"] = BodyKind.Office,
        ["居委会"] = BodyKind.Committee,
        ["村委会"] = BodyKind.Committee,
        ["居民委员会"] = BodyKind.Committee,
        ["村民委员会"] = BodyKind.Committee,
        ["职能部门"] = BodyKind.Department,
        ["部门"] = BodyKind.Department,
        ["局"] = BodyKind.Department,
        ["物业"] = BodyKind.Property,
        ["物业公司"] = BodyKind.Property,
        ["物业服务企业"] = BodyKind.Property,
        ["大工委"] = BodyKind.WideCommittee,
        ["大党委"] = BodyKind.WideCommittee,
        ["党委"] = BodyKind.Branch,
        ["党总支"] = BodyKind.Branch,
        ["党支部"] = BodyKind.Branch,
        ["小区党支部"] = BodyKind.EstateBranch,
        ["临时党支部"] = BodyKind.TemporaryBranch,
        ["网格党支部"] = BodyKind.GridGroup,
        ["网格党小组"] = BodyKind.GridGroup,
        ["中心户"] = BodyKind.CentreHousehold,
        ["党员中心户"] = BodyKind.CentreHousehold,
        ["屋场党小组"] = BodyKind.CourtyardGroup,
        ["党小组"] = BodyKind.CourtyardGroup,
        ["屋场理事会"] = BodyKind.CourtyardCouncil,
        ["理事会"] = BodyKind.CourtyardCouncil,
        ["议事会"] = BodyKind.CourtyardCouncil,
        ["合作社"] = BodyKind.Cooperative,
        ["业委会"] = BodyKind.OwnersCommittee,
        ["业主委员会"] = BodyKind.OwnersCommittee,
        ["物管会"] = BodyKind.OwnersCommittee,
        ["社会组织"] = BodyKind.SocialOrganization,
        ["协会"] = BodyKind.SocialOrganization,
        ["志愿服务队"] = BodyKind.Volunteers,
        ["志愿者队伍"] = BodyKind.Volunteers,
        ["突击队"] = BodyKind.Volunteers,
        ["专班"] = BodyKind.TaskForce,
        ["工作专班"] = BodyKind.TaskForce,
        ["区委"] = BodyKind.District,
        ["区级机构"] = BodyKind.District,
        ["孵化中心"] = BodyKind.Incubator,
        ["孵化基地"] = BodyKind.Incubator,
        ["执法队"] = BodyKind.EnforcementTeam,
        ["综合行政执法队"] = BodyKind.EnforcementTeam,
        ["督导组"] = BodyKind.SupervisionGroup,
        ["值守班组"] = BodyKind.DutyGroup,
        ["值守组"] = BodyKind.DutyGroup,
        ["其他"] = BodyKind.Other,
    };
}
