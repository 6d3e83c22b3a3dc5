using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Bandeng.Territory;

namespace Bandeng.Organizations;

/// <summary>
/// The bodies of the demo district: its departments, its towns' offices, its communities' committees, two property
/// companies.
/// </summary>
internal sealed class DemoBodies(AreaNames areas, AddBody add)
{
    public const string Bridge = "桥头物业";
    public const string Peace = "安心物业";
    public const string CommunityCommittee = "街心社区居委会";

    private static readonly string[] Departments =
    [
        "区住建局", "区城管局", "区市场监管局", "区民政局", "区教育局", "区卫健局", "区人社局", "区交通局", "区水利局",
        "区自然资源局", "区公安分局", "区生态环境分局",
    ];

    // The few places whose people and companies the demo names, for a database into which no areas were brought.
    private static readonly AreaName FirstTown = new(AreaCode.Parse("431302001"), "乐坪街道", "乐坪街道");
    private static readonly AreaName First = new(AreaCode.Parse("431302001001"), "街心社区", "乐坪街道 街心社区");
    private static readonly AreaName Second = new(AreaCode.Parse("431302001002"), "贤童社区", "乐坪街道 贤童社区");

    private readonly Dictionary<string, Guid> _byName = [];
    private int _number;

    /// <summary>Enters them all; the ids by name, for those who are seated in one.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> FillAsync(AreaCode district, CancellationToken cancel)
    {
        foreach (var department in Departments)
        {
            await AddAsync(department, BodyKind.Department, district, [], cancel);
        }

        var towns = await areas.InsideAsync(district, cancel);
        foreach (var town in towns.UnionBy([FirstTown], town => town.Code))
        {
            await AddTownAsync(town, cancel);
        }

        await AddAsync(Bridge, BodyKind.Property, First.Code, [Second.Code], cancel);
        await AddAsync(Peace, BodyKind.Property, Second.Code, [], cancel);
        return _byName;
    }

    private async Task AddTownAsync(AreaName town, CancellationToken cancel)
    {
        var office = town.Name.EndsWith("街道", StringComparison.Ordinal) ? "办事处" : "人民政府";
        await AddAsync(town.Name + office, BodyKind.Office, town.Code, [], cancel);
        var communities = await areas.InsideAsync(town.Code, cancel);
        AreaName[] named = town.Code == FirstTown.Code ? [First, Second] : [];
        foreach (var community in communities.UnionBy(named, community => community.Code))
        {
            await AddAsync(CommitteeName(community.Name), BodyKind.Committee, community.Code, [], cancel);
        }
    }

    // 街心社区 has a residents' committee, 石井村 a villagers'; some lists already end in 委会.
    private static string CommitteeName(string community) => community switch
    {
        _ when community.EndsWith("委会", StringComparison.Ordinal) => community,
        _ when community.EndsWith('村') => $"{community[..^1]}村委会",
        _ => $"{community}居委会",
    };

    private async Task AddAsync(
        string name, BodyKind kind, AreaCode area, IReadOnlyList<AreaCode> serves, CancellationToken cancel)
    {
        var phone = string.Create(CultureInfo.InvariantCulture, $"0738-8800{++_number % 1000:D3}");
        var body = OrganizationsDemo.Sure(await add.RunAsync(
            new(Guid.CreateVersion7(), name, kind, area, serves, phone), Viewer.System, cancel));
        _byName[name] = body.Id;
    }
}
