using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Households.Tables;

/// <summary>
/// Doors with the household behind them, as they stood at the end of the period: one row a household, one an empty
/// door.
/// </summary>
internal sealed class DwellingSheet(BandengDb db, IAreas areas, ResidentNumbers numbers) : ISheetSource
{
    private sealed class Line
    {
        public AreaCode AreaCode { get; init; }

        public string Building { get; init; } = "";

        public string? Estate { get; init; }

        public string Unit { get; init; } = "";

        public long? Floor { get; init; }

        public string Room { get; init; } = "";

        public long? AreaCm2 { get; init; }

        public string? Number { get; init; }

        public DateOnly? Since { get; init; }

        public long? People { get; init; }

        public Guid? HeadId { get; init; }

        public string? Head { get; init; }

        public string? Phone { get; init; }

        public string? IdNumber { get; init; }
    }

    private const string Sql =
        """
        select d.area_code, d.building, d.estate, d.unit, d.floor, d.room, d.area_cm2, h.number, h.valid_from as since,
            (select count(*) from household_members c where c.household_id = h.id and c.valid_from <= @last and (c.valid_to is null or c.valid_to > @last)) as people,
            r.id as head_id, r.name as head, r.phone, r.id_number
        from dwelling_facts d
            left join households h on h.dwelling_id = d.id and h.valid_from <= @last and (h.valid_to is null or h.valid_to > @last)
            left join household_members m on m.household_id = h.id and m.relation = '户主' and m.valid_from <= @last and (m.valid_to is null or m.valid_to > @last)
            left join residents r on r.id = m.resident_id
        where d.area_code between @from and @to and d.valid_from <= @last and (d.valid_to is null or d.valid_to > @last)
        order by d.area_code, d.building, d.unit, d.floor, d.room, h.id limit @Most
        """;

    public string Code => "dwellings";

    public IReadOnlyList<string> CountedAs => ["房屋数", "房屋套数", "住房数", "住房套数", "房屋总数"];

    public string Name =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "Dwellings and households" : "房屋和户";

    public string About => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en"
        ? "Doors as they stood on the last day of the period, one row a household." : "期末那天的房屋，一户一行；没有人住的也列出。";

    public IReadOnlyList<SourceField> Fields { get; } =
    [
        new("community", "社区", "Community") { AlsoCalled = ["村社区", "所属社区", "所在社区", "社区名称"] },
        new("estate", "小区", "Estate") { AlsoCalled = ["小区名称", "所属小区", "楼盘"] },
        new("building", "楼栋", "Building") { AlsoCalled = ["栋", "栋号", "楼号", "楼栋号", "幢"] },
        new("unit", "单元", "Unit") { AlsoCalled = ["单元号"] },
        new("floor", "楼层", "Floor", CellKind.Number) { AlsoCalled = ["层"] },
        new("room", "房号", "Room") { AlsoCalled = ["室", "门牌号", "房间号", "室号", "户室号"] },
        new("door", "房屋地址", "Door") { AlsoCalled = ["地址", "详细地址", "住址", "房屋坐落", "坐落"] },
        new("area", "建筑面积", "Floor area, m²", CellKind.Number) { AlsoCalled = ["面积", "房屋面积", "住房面积"], Sums = true },
        new("number", "户号", "Household number") { AlsoCalled = ["户编号", "家庭编号"] },
        new("head", "户主", "Head of household") { AlsoCalled = ["户主姓名", "业主", "业主姓名", "房主"] },
        new("phone", "联系电话", "Head's telephone")
        {
            AlsoCalled = ["户主电话", "电话", "联系方式", "业主电话", "手机号", "户主联系电话"],
            IsNumberOfPerson = true,
        },
        new("id-number", "身份证号", "Head's identity number")
        {
            AlsoCalled = ["身份证号码", "户主身份证号", "证件号码", "公民身份号码"],
            IsNumberOfPerson = true,
        },
        new("people", "人口数", "People", CellKind.Number)
        {
            AlsoCalled = ["家庭人口", "人数", "人口", "户内人数", "居住人数", "家庭人数"],
            Sums = true,
        },
        new("since", "入住日期", "Since", CellKind.Day) { AlsoCalled = ["入住时间", "登记日期"] },
        new("is-lived-in", "是否有人居住", "Lived in?") { AlsoCalled = ["是否空置", "居住状况", "是否入住"] },
    ];

    public bool MayRead(Viewer viewer, AreaCode area) => viewer.May(Permission.ReadHouseholds, area);

    public async Task<IReadOnlyList<object?[]>> RowsAsync(SourceQuestion question, CancellationToken cancel)
    {
        var (from, to) = question.Area.Range;
        var lines = await db.RowsAsync<Line>(Sql, new { from, to, last = question.Last, question.Most }, cancel);
        var names = await areas.NamesAsync(lines.Select(line => line.AreaCode.Community).Distinct(), cancel);
        return [.. lines.Select(line => Cells(line, names, question))];
    }

    private object?[] Cells(Line line, IReadOnlyDictionary<AreaCode, AreaName> names, SourceQuestion question)
    {
        var opened = line.HeadId is { } head
            ? numbers.Of(head, line.AreaCode, line.IdNumber, line.Phone, question)
            : null;
        return question.Pick(field => field switch
        {
            "community" => names.GetValueOrDefault(line.AreaCode.Community)?.Name,
            "estate" => line.Estate,
            "building" => line.Building,
            "unit" => line.Unit,
            "floor" => line.Floor,
            "room" => line.Room,
            "door" => string.Join(' ', new[] { line.Estate, line.Building, line.Unit.Length > 0 ? $"{line.Unit}单元" : null, line.Room }.OfType<string>()),
            "area" => line.AreaCm2 is { } area ? Math.Round(area / 10_000.0, 2) : null,
            "number" => line.Number,
            "head" => line.Head,
            "phone" => opened?.Phone,
            "id-number" => opened?.IdNumber,
            "people" => line.Since is null ? 0L : line.People,
            "since" => line.Since,
            "is-lived-in" => line.People > 0 ? "是" : "否",
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Dwellings have no such field."),
        });
    }
}
