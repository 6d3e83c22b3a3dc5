using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Tables;

/// <summary>Bodies of an area, as they stood at the end of the period.</summary>
internal sealed class BodySheet(BandengDb db, IAreas areas, IStringLocalizer<OrganizationsText> texts) : ISheetSource
{
    private sealed record Line(
        string Name, string Kind, AreaCode AreaCode, string? Phone, string? Parent, DateOnly ValidFrom, long People);

    private const string Sql =
        """
        select b.name, b.kind, b.area_code, b.phone, u.name as parent, b.valid_from,
            (select count(distinct o.person_id) from post_facts o
             where o.body_id = b.id and o.valid_from <= @last and (o.valid_to is null or o.valid_to >= @last)) as people
        from bodies b left join bodies u on u.id = b.parent_id
        where b.area_code between @from and @to and b.valid_from <= @last and (b.valid_to is null or b.valid_to >= @last)
        order by b.area_code, b.name, b.id limit @Most
        """;

    public string Code => "bodies";

    public IReadOnlyList<string> CountedAs => ["单位数", "组织数", "单位和组织数"];

    public string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "Bodies" : "单位和组织";

    public string About => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en"
        ? "Bodies there were on the last day of the period." : "期末那天有的单位和组织，一个一行。";

    public IReadOnlyList<SourceField> Fields { get; } =
    [
        new("name", "单位名称", "Name") { AlsoCalled = ["组织名称", "名称", "机构名称", "物业公司", "物业企业名称"], NamesRow = true },
        new("kind", "单位类型", "Kind") { AlsoCalled = ["组织类型", "类型", "类别"] },
        new("community", "所在社区", "Community") { AlsoCalled = ["社区", "属地", "所属社区"] },
        new("parent", "上级单位", "Above it") { AlsoCalled = ["上级组织", "隶属", "主管单位"] },
        new("phone", "单位电话", "Telephone") { AlsoCalled = ["联系电话", "电话", "值班电话"] },
        new("people", "人员数", "People", CellKind.Number) { AlsoCalled = ["人数", "在岗人数"], Sums = true },
        new("from", "成立日期", "Since", CellKind.Day) { AlsoCalled = ["成立时间"] },
    ];

    public bool MayRead(Viewer viewer, AreaCode area) => viewer.May(Permission.FillSheets, area);

    public async Task<IReadOnlyList<object?[]>> RowsAsync(SourceQuestion question, CancellationToken cancel)
    {
        var (from, to) = question.Area.Range;
        var lines = await db.RowsAsync<Line>(Sql, new { from, to, last = question.Last, question.Most }, cancel);
        var names = await areas.NamesAsync(lines.Select(line => line.AreaCode.Community).Distinct(), cancel);
        return [.. lines.Select(line => question.Pick(field => field switch
        {
            "name" => line.Name,
            "kind" => texts[$"body-kind.{line.Kind}"].Value,
            "community" => names.GetValueOrDefault(line.AreaCode.Community)?.Name,
            "parent" => line.Parent,
            "phone" => line.Phone,
            "people" => line.People,
            "from" => line.ValidFrom,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Bodies have no such field."),
        }))];
    }
}
