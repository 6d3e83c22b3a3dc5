using System.Globalization;
using Bandeng.Households.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Organizations;
using Bandeng.Territory;
using Dapper;

namespace Bandeng.Households.Tables;

/// <summary>
/// 一户一档: households as they stood at the end of the period, one row each, with who lives there and the care that the
/// viewer may see.
/// </summary>
internal sealed class HouseholdSheet(
    BandengDb db, IAreas areas, NeedKinds kinds, ResidentNumbers numbers, TimeProvider clock) : ISheetSource
{
    private const int Adult = 18;
    private const int Elder = 60;
    private const int VeryOld = 80;

    private sealed record Line(
        Guid Id, AreaCode AreaCode, string Building, string? Estate, string Unit, long? Floor, string Room,
        long? AreaCm2, string? Number, DateOnly Since)
    {
        public string Door =>
            string.Join(' ', new[] { Estate, Building, Unit.Length > 0 ? $"{Unit}单元" : null, Room }.OfType<string>());
    }

    private sealed record Member(
        Guid HouseholdId, Guid Id, string Name, Sex? Sex, DateOnly? BirthDate, string Relation, string? Phone,
        string? IdNumber)
    {
        public bool IsHead => Relation == "户主";

        public int? Age(DateOnly on) => BirthDate is { } birth
            ? on.Year - birth.Year - (on < birth.AddYears(on.Year - birth.Year) ? 1 : 0)
            : null;

        public string? SexWord => Sex switch { Households.Sex.Male => "男", Households.Sex.Female => "女", _ => null };

        public string Told(DateOnly on)
        {
            var age = Age(on) is { } years ? string.Create(CultureInfo.InvariantCulture, $"{years}岁") : null;
            var words = new[] { Relation, SexWord, age }.Where(word => !string.IsNullOrEmpty(word));
            return $"{Name}（{string.Join('，', words)}）";
        }
    }

    private sealed record Care(Guid HouseholdId, string Kind);

    private const string Within =
        "d.area_code between @from and @to and h.valid_from <= @last and (h.valid_to is null or h.valid_to > @last)";

    private const string Doors =
        $"""
        select h.id, d.area_code, d.building, d.estate, d.unit, d.floor, d.room, d.area_cm2, h.number,
            h.valid_from as since
        from households h join dwelling_facts d on d.id = h.dwelling_id
        where {Within} order by d.area_code, d.building, d.unit, d.floor, d.room, h.id limit @Most
        """;

    private const string Members =
        $"""
        select m.household_id, r.id, r.name, r.sex, r.birth_date, m.relation, r.phone, r.id_number
        from household_members m join residents r on r.id = m.resident_id join households h on h.id = m.household_id
            join dwelling_facts d on d.id = h.dwelling_id
        where {Within} and m.valid_from <= @last and (m.valid_to is null or m.valid_to > @last)
        order by case when m.relation = '户主' then 0 else 1 end, r.birth_date, r.id
        """;

    // Whose consent has ended stands in no table any more, not in one of an earlier day either.
    private const string Needs =
        $"""
        select distinct m.household_id, n.kind
        from needs n join household_members m on m.resident_id = n.resident_id
            join households h on h.id = m.household_id join dwelling_facts d on d.id = h.dwelling_id
        where {Within} and m.valid_from <= @last and (m.valid_to is null or m.valid_to > @last)
            and n.ended_on is null and n.ends_on >= @day and n.valid_from <= @last and n.ends_on >= @last
        """;

    public string Code => "households";

    public IReadOnlyList<string> CountedAs => ["户数", "总户数", "家庭户数", "居民户数", "常住户数", "住户数"];

    public string Name => IsEnglish ? "Households" : "户（一户一档）";

    public string About => IsEnglish
        ? "Households as they stood on the last day of the period, one row each." : "期末那天的住户，一户一行，含家庭成员；关爱类别只列您可以看的。";

    public IReadOnlyList<SourceField> Fields { get; } =
    [
        new("number", "户号", "Household number") { AlsoCalled = ["户编号", "家庭编号", "档案编号"] },
        new("head", "户主姓名", "Head of household") { AlsoCalled = ["户主"] },
        new("head-sex", "户主性别", "Head's sex") { AlsoCalled = ["性别"] },
        new("head-birth", "户主出生日期", "Head born", CellKind.Day) { AlsoCalled = ["出生日期", "出生年月"] },
        new("head-age", "户主年龄", "Head's age", CellKind.Number) { AlsoCalled = ["年龄"] },
        new("phone", "联系电话", "Head's telephone")
        {
            AlsoCalled = ["户主电话", "电话", "联系方式", "手机号", "户主联系电话"],
            IsNumberOfPerson = true,
        },
        new("id-number", "身份证号", "Head's identity number")
        {
            AlsoCalled = ["身份证号码", "户主身份证号", "证件号码", "公民身份号码"],
            IsNumberOfPerson = true,
        },
        new("people", "家庭人口", "People", CellKind.Number)
        {
            AlsoCalled = ["人口数", "家庭人口数", "家庭人数", "户内人数", "人数", "人口", "成员数"],
            Sums = true,
        },
        new("members", "家庭成员", "Who lives there")
        {
            AlsoCalled = ["家庭成员情况", "成员姓名", "家庭成员姓名", "户内成员", "成员情况", "家庭成员基本情况"],
        },
        new("men", "男性人数", "Men", CellKind.Number) { AlsoCalled = ["男"], Sums = true },
        new("women", "女性人数", "Women", CellKind.Number) { AlsoCalled = ["女"], Sums = true },
        new("children", "未成年人数", "Under 18", CellKind.Number)
        {
            AlsoCalled = ["未成年人", "18岁以下", "18岁以下人数", "儿童数"],
            Sums = true,
        },
        new("elders", "60岁以上人数", "60 and over", CellKind.Number)
        {
            AlsoCalled = ["60岁以上", "60周岁以上", "60岁以上老人", "老年人", "老年人数", "老人数"],
            Sums = true,
        },
        new("very-old", "80岁以上人数", "80 and over", CellKind.Number)
        {
            AlsoCalled = ["80岁以上", "80周岁以上", "80岁以上老人", "高龄老人", "高龄老人数"],
            Sums = true,
        },
        new("care", "关爱类别", "Care") { AlsoCalled = ["关爱对象", "困难类型", "特殊群体", "帮扶类型", "服务需求", "家庭需求", "困难情况"] },
        new("community", "社区", "Community") { AlsoCalled = ["村社区", "所属社区", "所在社区"] },
        new("estate", "小区", "Estate") { AlsoCalled = ["小区名称", "所属小区"] },
        new("building", "楼栋", "Building") { AlsoCalled = ["栋", "栋号", "楼号", "幢"] },
        new("unit", "单元", "Unit") { AlsoCalled = ["单元号"] },
        new("floor", "楼层", "Floor", CellKind.Number) { AlsoCalled = ["层"] },
        new("room", "房号", "Room") { AlsoCalled = ["室", "门牌号", "房间号", "室号"] },
        new("door", "家庭住址", "Door") { AlsoCalled = ["住址", "地址", "现住址", "详细地址", "居住地址", "家庭地址"] },
        new("area", "住房面积", "Floor area, m²", CellKind.Number) { AlsoCalled = ["建筑面积", "房屋面积", "面积"], Sums = true },
        new("since", "入住日期", "Since", CellKind.Day) { AlsoCalled = ["入住时间"] },
    ];

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public bool MayRead(Viewer viewer, AreaCode area) => viewer.May(Permission.ReadHouseholds, area);

    public async Task<IReadOnlyList<object?[]>> RowsAsync(SourceQuestion question, CancellationToken cancel)
    {
        var (from, to) = question.Area.Range;
        var asked = new { from, to, last = question.Last, question.Most };
        var lines = await db.RowsAsync<Line>(Doors, asked, cancel);
        var members = (await db.RowsAsync<Member>(Members, asked, cancel)).ToLookup(member => member.HouseholdId);
        var care = question.Fields.Contains("care")
            ? await CareAsync(question, cancel)
            : new Dictionary<Guid, string>();
        var names = await areas.NamesAsync(lines.Select(line => line.AreaCode.Community).Distinct(), cancel);
        return
        [
            .. lines.Select(line => Cells(
                line, [.. members[line.Id]], care.GetValueOrDefault(line.Id),
                names.GetValueOrDefault(line.AreaCode.Community)?.Name, question)),
        ];
    }

    private async Task<Dictionary<Guid, string>> CareAsync(SourceQuestion question, CancellationToken cancel)
    {
        var (from, to) = question.Area.Range;
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var values = new DynamicParameters(new { from, to, last = question.Last });
        var scope = NeedScope.Of(question.Viewer, today, values);
        var words = (await kinds.AllAsync(cancel)).GroupBy(kind => kind.Code)
            .ToDictionary(group => group.Key, group => group.First().Name);
        return (await db.RowsAsync<Care>($"{Needs} and {scope} order by n.kind", values, cancel))
            .GroupBy(care => care.HouseholdId)
            .ToDictionary(
                group => group.Key,
                group => string.Join('、', group.Select(care => words.GetValueOrDefault(care.Kind, care.Kind))));
    }

    private object?[] Cells(
        Line line, IReadOnlyList<Member> members, string? care, string? community, SourceQuestion question)
    {
        var head = members.FirstOrDefault(member => member.IsHead);
        var opened = head is null
            ? null
            : numbers.Of(head.Id, line.AreaCode, head.IdNumber, head.Phone, question);
        return question.Pick(field => field switch
        {
            "number" => line.Number,
            "head" => head?.Name,
            "head-sex" => head?.SexWord,
            "head-birth" => head?.BirthDate,
            "head-age" => (long?)head?.Age(question.Last),
            "phone" => opened?.Phone,
            "id-number" => opened?.IdNumber,
            "people" => (long)members.Count,
            "members" => string.Join('；', members.Select(member => member.Told(question.Last))),
            "men" => members.LongCount(member => member.Sex is Sex.Male),
            "women" => members.LongCount(member => member.Sex is Sex.Female),
            "children" => members.LongCount(member => member.Age(question.Last) < Adult),
            "elders" => members.LongCount(member => member.Age(question.Last) >= Elder),
            "very-old" => members.LongCount(member => member.Age(question.Last) >= VeryOld),
            "care" => care,
            "community" => community,
            "estate" => line.Estate,
            "building" => line.Building,
            "unit" => line.Unit,
            "floor" => line.Floor,
            "room" => line.Room,
            "door" => line.Door,
            "area" => line.AreaCm2 is { } area ? Math.Round(area / 10_000.0, 2) : null,
            "since" => line.Since,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Households have no such field."),
        });
    }
}
