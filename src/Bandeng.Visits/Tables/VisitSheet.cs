using System.Globalization;
using Bandeng.Households;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Kernel.Words;
using Bandeng.Matters;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Visits.Pages.Visits;
using Bandeng.Visits.Queries;
using Microsoft.Extensions.Localization;

namespace Bandeng.Visits.Tables;

/// <summary>Visits of a period with what was said and promised, for the tables of an office.</summary>
internal sealed class VisitSheet(
    BandengDb db, VisitLog log, IHomes homes, IPeople people, IAreas areas, IStringLocalizer<VisitsText> texts,
    IStringLocalizer<MattersText> stages) : ISheetSource
{
    private sealed record Named(
        IReadOnlyDictionary<Guid, string?> Words, IReadOnlyDictionary<Guid, string> Visitors,
        IReadOnlyDictionary<Guid, string?> Heads,
        IReadOnlyDictionary<AreaCode, AreaName> Communities);

    public string Code => "visits";

    public IReadOnlyList<string> CountedAs => ["走访次数", "走访数", "走访户次"];

    public string Name => IsEnglish ? "Visits" : "走访";

    public string About => IsEnglish ? "Visits made within the period, one row each." : "期内的走访，一次一行。";

    public IReadOnlyList<SourceField> Fields { get; } =
    [
        new("day", "走访日期", "Day", CellKind.Day) { AlsoCalled = ["走访时间", "入户时间", "入户日期", "探访日期", "日期", "时间"] },
        new("visitor", "走访人", "Visitor") { AlsoCalled = ["走访人员", "入户人员", "走访干部", "探访人", "网格员"] },
        new("head", "被走访户", "Head of household") { AlsoCalled = ["走访对象", "被走访人", "户主姓名", "户主", "走访户", "姓名"] },
        new("door", "住址", "Door") { AlsoCalled = ["地址", "家庭住址", "现住址", "走访地点", "详细地址"] },
        new("community", "社区", "Community") { AlsoCalled = ["村社区", "所属社区", "所在社区"] },
        new("building", "楼栋", "Building") { AlsoCalled = ["栋", "栋号", "楼号", "幢"] },
        new("room", "房号", "Room") { AlsoCalled = ["室", "门牌号", "房间号"] },
        new("programme", "走访事由", "Programme") { AlsoCalled = ["走访主题", "走访类型", "走访目的", "走访安排"] },
        new("outcome", "走访结果", "Outcome") { AlsoCalled = ["是否见到", "入户结果"] },
        new("words", "走访内容", "What was said") { AlsoCalled = ["走访情况", "走访记录", "谈话内容", "入户情况"] },
        new("promise", "群众诉求", "What was promised")
        {
            AlsoCalled = ["反映问题", "反映的问题", "存在问题", "问题和诉求", "诉求和建议", "意见建议"],
        },
        new("promised-for", "承诺办结日期", "Promised for", CellKind.Day) { AlsoCalled = ["承诺时限", "办理期限"] },
        new("came", "办理情况", "What came of it") { AlsoCalled = ["解决情况", "处理结果", "落实情况"] },
    ];

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public bool MayRead(Viewer viewer, AreaCode area) =>
        viewer.May(Permission.ReadHouseholds, area) || viewer.May(Permission.PlanVisits, area);

    public async Task<IReadOnlyList<object?[]>> RowsAsync(SourceQuestion question, CancellationToken cancel)
    {
        var rows = await log.ListAsync(
            new(Area: question.Area, From: question.First, To: question.Last), question.Viewer, question.Most, cancel);
        var named = await NamedAsync(rows, question, cancel);
        return [.. rows.Reverse().Select(row => question.Pick(field => Cell(row, field, named)))];
    }

    private async Task<Named> NamedAsync(
        IReadOnlyList<VisitRow> rows, SourceQuestion question, CancellationToken cancel) => new(
        await db.TextsAsync([.. rows.SelectMany(row => new[] { row.WordsId, row.PromiseId }).OfType<Guid>()], cancel),
        await people.NamesAsync(rows.Select(row => row.VisitorId).Distinct(), cancel),
        question.Fields.Contains("head")
            ? (await homes.OfAsync(new(question.Area), question.Viewer, cancel))
                .ToDictionary(home => home.Id, home => home.Head)
            : new Dictionary<Guid, string?>(),
        await areas.NamesAsync(rows.Select(row => row.AreaCode.Community).Distinct(), cancel));

    private object? Cell(VisitRow row, string field, Named named) => field switch
    {
        "day" => row.Day,
        "visitor" => named.Visitors.GetValueOrDefault(row.VisitorId),
        "head" => named.Heads.GetValueOrDefault(row.HouseholdId),
        "door" => row.Door,
        "community" => named.Communities.GetValueOrDefault(row.AreaCode.Community)?.Name,
        "building" => row.Building,
        "room" => row.Room,
        "programme" => row.Programme,
        "outcome" => texts[$"outcome.{row.Outcome}"].Value,
        "words" => row.WordsId is { } said ? named.Words.GetValueOrDefault(said) : null,
        "promise" => row.PromiseId is { } promise ? named.Words.GetValueOrDefault(promise) : null,
        "promised-for" => row.PromisedFor,
        "came" => row.Stage is { } stage ? stages[$"stage.{stage}"].Value
            : row.Settlement is { } settlement ? texts[$"settlement.{settlement}"].Value : null,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Visits have no such field."),
    };
}
