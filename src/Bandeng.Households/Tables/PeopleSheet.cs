using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Households.Tables;

/// <summary>People as they lived here at the end of the period, household by household.</summary>
internal sealed class PeopleSheet(BandengDb db, IAreas areas, ResidentNumbers numbers) : ISheetSource
{
    private sealed class Line
    {
        public Guid Id { get; init; }

        public AreaCode AreaCode { get; init; }

        public string Building { get; init; } = "";

        public string? Estate { get; init; }

        public string Unit { get; init; } = "";

        public string Room { get; init; } = "";

        public string? Number { get; init; }

        public string Name { get; init; } = "";

        public Sex? Sex { get; init; }

        public DateOnly? BirthDate { get; init; }

        public string Relation { get; init; } = "";

        public DateOnly Since { get; init; }

        public string? Phone { get; init; }

        public string? IdNumber { get; init; }

        public string? Head { get; init; }
    }

    private const string Sql =
        """
        select r.id, d.area_code, d.building, d.estate, d.unit, d.room, h.number, r.name, r.sex, r.birth_date, m.relation,
            m.valid_from as since, r.phone, r.id_number,
            (select x.name from household_members y join residents x on x.id = y.resident_id where y.household_id = h.id and y.relation = '户主'
                and y.valid_from <= @last and (y.valid_to is null or y.valid_to > @last) limit 1) as head
        from household_members m join residents r on r.id = m.resident_id join households h on h.id = m.household_id
            join dwelling_facts d on d.id = h.dwelling_id
        where d.area_code between @from and @to and m.valid_from <= @last and (m.valid_to is null or m.valid_to > @last)
        order by d.area_code, d.building, d.unit, d.floor, d.room, h.id, case when m.relation = '户主' then 0 else 1 end, r.birth_date, r.id
        limit @Most
        """;

    public string Code => "people";

    public IReadOnlyList<string> CountedAs => ["人口数", "总人口", "总人口数", "人口总数", "居民人数", "居民数", "人数"];

    public string Name => IsEnglish ? "People" : "人口";

    public string About =>
        IsEnglish ? "People who lived here on the last day of the period, one row each." : "期末那天住在这里的人，一人一行。";

    public IReadOnlyList<SourceField> Fields { get; } =
    [
        new("name", "姓名", "Name") { AlsoCalled = ["居民姓名", "人员姓名"] },
        new("sex", "性别", "Sex"),
        new("birth", "出生日期", "Born", CellKind.Day) { AlsoCalled = ["出生年月", "生日", "出生年月日"] },
        new("age", "年龄", "Age", CellKind.Number) { AlsoCalled = ["周岁"] },
        new("id-number", "身份证号", "Identity number")
        {
            AlsoCalled = ["身份证号码", "证件号码", "公民身份号码", "身份证"],
            IsNumberOfPerson = true,
        },
        new("phone", "联系电话", "Telephone")
        {
            AlsoCalled = ["电话", "手机号", "手机号码", "联系方式", "本人电话"],
            IsNumberOfPerson = true,
        },
        new("relation", "与户主关系", "Relation to the head") { AlsoCalled = ["关系", "与户主的关系", "家庭关系"] },
        new("head", "户主姓名", "Head of household") { AlsoCalled = ["户主"] },
        new("number", "户号", "Household number") { AlsoCalled = ["户编号", "家庭编号"] },
        new("community", "社区", "Community") { AlsoCalled = ["村社区", "所属社区", "所在社区"] },
        new("estate", "小区", "Estate") { AlsoCalled = ["小区名称", "所属小区"] },
        new("building", "楼栋", "Building") { AlsoCalled = ["栋", "栋号", "楼号", "幢"] },
        new("unit", "单元", "Unit") { AlsoCalled = ["单元号"] },
        new("room", "房号", "Room") { AlsoCalled = ["室", "门牌号", "房间号"] },
        new("door", "住址", "Door") { AlsoCalled = ["地址", "现住址", "居住地址", "详细地址", "家庭住址", "现居住地址"] },
        new("since", "入住日期", "Since", CellKind.Day) { AlsoCalled = ["入住时间", "居住起始日期"] },
    ];

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

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
        var opened = numbers.Of(line.Id, line.AreaCode, line.IdNumber, line.Phone, question);
        return question.Pick(field => field switch
        {
            "name" => line.Name,
            "sex" => line.Sex switch { Sex.Male => "男", Sex.Female => "女", _ => null },
            "birth" => line.BirthDate,
            "age" => line.BirthDate is { } birth ? (long?)Years(birth, question.Last) : null,
            "id-number" => opened?.IdNumber,
            "phone" => opened?.Phone,
            "relation" => line.Relation,
            "head" => line.Head,
            "number" => line.Number,
            "community" => names.GetValueOrDefault(line.AreaCode.Community)?.Name,
            "estate" => line.Estate,
            "building" => line.Building,
            "unit" => line.Unit,
            "room" => line.Room,
            "door" => string.Join(' ', new[] { line.Estate, line.Building, line.Unit.Length > 0 ? $"{line.Unit}单元" : null, line.Room }.OfType<string>()),
            "since" => line.Since,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "People have no such field."),
        });
    }

    private static int Years(DateOnly birth, DateOnly on) =>
        on.Year - birth.Year - (on < birth.AddYears(on.Year - birth.Year) ? 1 : 0);
}
