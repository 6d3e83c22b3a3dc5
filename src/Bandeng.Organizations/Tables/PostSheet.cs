using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Territory;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Tables;

/// <summary>Posts with their holders, as they stood at the end of the period.</summary>
internal sealed class PostSheet(BandengDb db, IAreas areas, IBodies bodies, IStringLocalizer<OrganizationsText> texts)
    : ISheetSource
{
    private sealed record Line(
        string Name,
        string Role,
        string? Title,
        AreaCode AreaCode,
        Guid? BodyId,
        DateOnly ValidFrom,
        DateOnly? ValidTo);

    private const string Sql =
        """
        select name, role, title, area_code, body_id, valid_from, valid_to from post_facts
        where area_code between @from and @to and valid_from <= @last and (valid_to is null or valid_to >= @last)
        order by area_code, role, name, id limit @Most
        """;

    public string Code => "posts";

    public string Name =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "Posts and who holds them" : "岗位和人员";

    public string About => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en"
        ? "Posts held on the last day of the period, one row a post." : "期末那天在岗的，一岗一行。";

    public IReadOnlyList<SourceField> Fields { get; } =
    [
        new("name", "姓名", "Name") { AlsoCalled = ["人员姓名", "网格员姓名", "楼栋长姓名"] },
        new("role", "岗位", "Post") { AlsoCalled = ["职务", "岗位名称", "担任职务", "身份"] },
        new("area", "负责区域", "Area") { AlsoCalled = ["区域", "网格", "网格名称", "所属网格", "包联区域", "责任区域"] },
        new("community", "社区", "Community") { AlsoCalled = ["村社区", "所属社区", "所在社区"] },
        new("body", "所在单位", "Body") { AlsoCalled = ["单位", "工作单位", "所属单位", "组织"] },
        new("from", "任职日期", "From", CellKind.Day) { AlsoCalled = ["任职时间", "上岗时间", "到岗日期", "聘用日期"] },
        new("to", "任期届满", "To", CellKind.Day) { AlsoCalled = ["届满日期", "离任日期", "到期日期"] },
    ];

    public bool MayRead(Viewer viewer, AreaCode area) => viewer.May(Permission.FillSheets, area);

    public async Task<IReadOnlyList<object?[]>> RowsAsync(SourceQuestion question, CancellationToken cancel)
    {
        var (from, to) = question.Area.Range;
        var lines = await db.RowsAsync<Line>(Sql, new { from, to, last = question.Last, question.Most }, cancel);
        var names = await areas.NamesAsync(
            lines.SelectMany(line => new[] { line.AreaCode, line.AreaCode.Community }).Distinct(), cancel);
        var known = await bodies.NamesAsync(lines.Select(line => line.BodyId).OfType<Guid>().Distinct(), cancel);
        return [.. lines.Select(line => question.Pick(field => field switch
        {
            "name" => line.Name,
            "role" => line.Title ?? texts[$"role.{line.Role}"].Value,
            "area" => names.GetValueOrDefault(line.AreaCode)?.Name,
            "community" => names.GetValueOrDefault(line.AreaCode.Community)?.Name,
            "body" => line.BodyId is { } body ? known.GetValueOrDefault(body) : null,
            "from" => line.ValidFrom,
            "to" => line.ValidTo,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Posts have no such field."),
        }))];
    }
}
