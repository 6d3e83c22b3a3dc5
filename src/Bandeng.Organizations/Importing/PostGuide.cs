using Bandeng.Kernel.Files.Reading;
using Bandeng.Territory;

namespace Bandeng.Organizations.Importing;

/// <summary>How offices head the columns of lists of posts, and what they call each.</summary>
internal static class PostGuide
{
    public const string Name = "name";
    public const string Phone = "phone";
    public const string Post = "role";
    public const string Body = "body";
    public const string From = "valid_from";
    public const string To = "valid_to";

    public static SheetGuide All { get; } = new(
        [
            .. AreaGuide.Fields,
            new(Name, "姓名", "人员姓名", "负责人", "任职人员"),
            new(Phone, "电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "电话号码"),
            new(Post, "岗位", "职务", "岗位名称", "职务名称", "身份", "担任职务"),
            new(Body, "单位", "所在单位", "所在组织", "所在机构", "组织", "机构", "任职单位", "任职机构", "单位名称", "组织名称", "机构名称"),
            new(
                From, "任职日期", "任职时间", "开始日期", "上岗日期", "聘用日期", "开始时间", "起始日期", "起始时间", "上任日期", "上任时间", "到任日期",
                "到岗日期", "聘任日期", "聘任时间", "聘期开始", "任期开始", "任期开始日期", "任期开始时间", "任期起", "任期自", "任期起始", "任期起始日期",
                "任职开始", "任职开始日期", "任职开始时间", "任职起始日期", "start_date"),
            new(
                To, "离任日期", "离任时间", "到期日期", "结束日期", "届满日期", "任期至", "结束时间", "终止日期", "截止日期", "到期时间", "卸任日期",
                "卸任时间", "离岗日期", "聘期结束", "任期结束", "任期结束日期", "任期结束时间", "任期止", "任期届满", "任期届满日期", "届满", "届满时间",
                "任职结束", "任职结束日期", "任职结束时间", "任职终止日期", "end_date"),
        ],
        BodyGuide.Dropped);

    // Posts that open the office's whole work are not given by a list.
    private static readonly Dictionary<string, Role> Known = new()
    {
        ["楼栋长"] = Role.BuildingHead,
        ["楼长"] = Role.BuildingHead,
        ["栋长"] = Role.BuildingHead,
        ["单元长"] = Role.UnitHead,
        ["网格员"] = Role.GridWorker,
        ["专职网格员"] = Role.GridWorker,
        ["网格长"] = Role.GridWorker,
        ["兼职网格员"] = Role.PartTimeGridWorker,
        ["联户长"] = Role.LinkedHead,
        ["包联领导"] = Role.CareLeader,
        ["包村领导"] = Role.CareLeader,
        ["包社区领导"] = Role.CareLeader,
        ["联系领导"] = Role.CareLeader,
        ["社区办事员"] = Role.Clerk,
        ["承办人"] = Role.Handler,
        ["核查员"] = Role.Checker,
        ["回访员"] = Role.Caller,
        ["议事召集人"] = Role.Convenor,
        ["负责人"] = Role.Head,
        ["委员"] = Role.CommitteeMember,
        ["兼职委员"] = Role.PartTimeMember,
        ["联络员"] = Role.Liaison,
        ["成员"] = Role.BodyMember,
        ["党员"] = Role.BodyMember,
        ["队员"] = Role.BodyMember,
    };

    // 党支部副书记 is the second of a body, 党支部书记 the first: the longer ending counts.
    private static readonly (string Ending, Role Role)[] Endings =
    [
        ("兼职委员", Role.PartTimeMember),
        ("副书记", Role.Deputy), ("副主任", Role.Deputy), ("副组长", Role.Deputy),
        ("副队长", Role.Deputy), ("副会长", Role.Deputy), ("副理事长", Role.Deputy),
        ("理事长", Role.Head), ("书记", Role.Head), ("主任", Role.Head),
        ("组长", Role.Head), ("队长", Role.Head), ("会长", Role.Head),
        ("经理", Role.Head), ("委员", Role.CommitteeMember), ("联络员", Role.Liaison),
        ("成员", Role.BodyMember),
    ];

    /// <summary>The role that words mean, and how the post is called where the words say more; null: unknown.</summary>
    public static (Role Role, string? Title)? RoleOf(string words) =>
        Known.TryGetValue(words, out var role) ? (role, null)
        : Endings.FirstOrDefault(
            ending => words.EndsWith(ending.Ending, StringComparison.Ordinal)) is { Ending: not null } ended
            ? (ended.Role, words)
            : null;

    /// <summary>Posts that are in a body and nowhere else.</summary>
    public static bool NeedsBody(Role role) => role is Role.Handler or Role.Head or Role.Deputy
        or Role.CommitteeMember or Role.PartTimeMember or Role.Liaison
        or Role.BodyMember;

    /// <summary>Posts that are about one building.</summary>
    public static bool NeedsBuilding(Role role) =>
        role is Role.BuildingHead or Role.UnitHead or Role.LinkedHead;
}
