using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Visits.Life;
using Bandeng.Visits.Pages.Visits;
using Microsoft.Extensions.Localization;

namespace Bandeng.Visits.Tables;

/// <summary>Hazards that were found or still stood within a period, for the tables of an office.</summary>
internal sealed class HazardSheet(BandengDb db, IPeople people, IAreas areas, IStringLocalizer<VisitsText> texts)
    : ISheetSource
{
    private sealed record Line(
        AreaCode AreaCode, HazardKind Kind, Guid TextId, DateOnly FoundOn, DateOnly? SettledOn, Guid EnteredBy);

    private const string Sql =
        """
        select area_code, kind, text_id, found_on, settled_on, entered_by from hazards
        where area_code between @from and @to and found_on <= @last and (settled_on is null or settled_on >= @first)
        order by found_on, id limit @Most
        """;

    public string Code => "hazards";

    public IReadOnlyList<string> CountedAs => ["隐患数", "隐患总数"];

    public string Name => IsEnglish ? "Hazards" : "隐患";

    public string About => IsEnglish
        ? "Hazards found by the end of the period and not gone before it, one row each." : "期末以前发现、期初还没消除的隐患，一处一行。";

    public IReadOnlyList<SourceField> Fields { get; } =
    [
        new("found", "发现日期", "Found on", CellKind.Day) { AlsoCalled = ["排查日期", "排查时间", "发现时间", "检查日期", "检查时间"] },
        new("kind", "隐患类型", "Kind") { AlsoCalled = ["隐患类别", "类别", "类型"] },
        new("place", "隐患地点", "Place") { AlsoCalled = ["地点", "位置", "隐患位置", "所在位置"] },
        new("community", "社区", "Community") { AlsoCalled = ["村社区", "所属社区", "所在社区"] },
        new("words", "隐患情况", "What it is") { AlsoCalled = ["隐患内容", "隐患描述", "问题描述", "存在隐患", "隐患"] },
        new("by", "排查人", "Entered by") { AlsoCalled = ["发现人", "检查人", "排查人员", "网格员"] },
        new("settled", "整改日期", "Gone on", CellKind.Day) { AlsoCalled = ["整改时间", "销号日期", "消除日期", "完成时间"] },
        new("state", "整改情况", "State") { AlsoCalled = ["是否整改", "整改结果", "处理情况", "状态"] },
    ];

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public bool MayRead(Viewer viewer, AreaCode area) => viewer.May(Permission.ReadHouseholds, area);

    public async Task<IReadOnlyList<object?[]>> RowsAsync(SourceQuestion question, CancellationToken cancel)
    {
        var (from, to) = question.Area.Range;
        var lines = await db.RowsAsync<Line>(
            Sql, new { from, to, first = question.First, last = question.Last, question.Most }, cancel);
        var words = await db.TextsAsync([.. lines.Select(line => line.TextId)], cancel);
        var names = await people.NamesAsync(lines.Select(line => line.EnteredBy).Distinct(), cancel);
        var places = await areas.NamesAsync(
            lines.SelectMany(line => new[] { line.AreaCode, line.AreaCode.Community }).Distinct(), cancel);
        return [.. lines.Select(line => question.Pick(field => field switch
        {
            "found" => line.FoundOn,
            "kind" => texts[$"hazard.{line.Kind}"].Value,
            "place" => places.GetValueOrDefault(line.AreaCode)?.Name,
            "community" => places.GetValueOrDefault(line.AreaCode.Community)?.Name,
            "words" => words.GetValueOrDefault(line.TextId),
            "by" => names.GetValueOrDefault(line.EnteredBy),
            "settled" => line.SettledOn <= question.Last ? line.SettledOn : null,
            "state" => line.SettledOn <= question.Last ? IsEnglish ? "Gone" : "已整改" : IsEnglish ? "Not yet" : "未整改",
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Hazards have no such field."),
        }))];
    }
}
