using System.Globalization;
using Bandeng.Households.Importing;
using Bandeng.Households.People;
using Bandeng.Households.Telling;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.Queries;

namespace Bandeng.Households;

/// <summary>
/// Invented people behind the doors of four buildings. Their identity numbers begin with a code that no county has, so
/// that they are nobody's.
/// </summary>
internal sealed class HouseholdsDemo(
    BandengDb db, SecretBox box, DoorBook book, ListPlaces list, IPeople people, TellHome tell) : IDemoPart
{
    private const string ResidentPhone = "19900000001";

    private const string NoCounty = "431399";
    private const int Buildings = 4;
    private const int Floors = 6;

    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly string[] Units = ["1", "2"];
    private static readonly string[] Surnames = ["刘", "李", "谢", "彭", "曾", "邓", "肖", "周", "罗", "吴", "梁", "贺", "颜", "聂"];
    private static readonly string[] Women = ["桂英", "秀兰", "丽华", "小玲", "佳怡", "冬梅", "玉珍"];
    private static readonly string[] Men = ["建国", "志强", "海波", "小军", "子轩", "明亮", "德胜"];

    private readonly Random _random = new(431302);
    private int _order;

    public int Order => 25;

    public async Task FillAsync(DemoContext context, CancellationToken cancel)
    {
        var buildings = await list.RunAsync(new(Community, PlaceKind.Building), [Community], Buildings, cancel);
        await book.LoadAsync(Community, cancel);
        var lines = buildings.SelectMany((building, i) => Doors(building).SelectMany(where => Household(where, i)))
            .ToList();
        await book.SaveAsync(cancel);
        var register = new PeopleRegister(db, box, context.Clock.GetUtcNow());
        await register.LoadAsync(Community, cancel);
        var settled = await register.SettleAsync(
            lines, (_, fault) => throw new InvalidOperationException(fault.Code), cancel);
        await register.TakeAsync(settled, cancel);
        await TellAsync(buildings[0], cancel);
    }

    /// <summary>One household told of itself from the code at its door, and waits for the clerk.</summary>
    private async Task TellAsync(PlaceRow building, CancellationToken cancel)
    {
        if (await people.FindByPhoneAsync(ResidentPhone, cancel) is { } resident)
        {
            PersonToTell[] home = [new("林阿姨", Membership.Head, null, null, null), new("林小雨", "女", null, null, null)];
            await tell.RunAsync(
                new(Guid.CreateVersion7(), building.AreaCode, "1", "101", Tenure.Owner, home, []),
                await people.ViewerAsync(resident.Id, cancel), cancel);
        }
    }

    private static IEnumerable<DoorWords> Doors(PlaceRow building) =>
        from unit in Units
        from floor in Enumerable.Range(1, Floors)
        from room in Enumerable.Range(1, 2)
        select new DoorWords(
            "", "", building.Name, unit, string.Create(CultureInfo.InvariantCulture, $"{floor}{room:D2}"));

    private IEnumerable<PlacedLine> Household(DoorWords where, int building)
    {
        var door = book.Find(where, out _)!;
        if (building == 0 && where is { Unit: "1", Room: "101" })
        {
            return [Line(where, door, Person("林阿姨", Sex.Female, 68, Membership.Head, ResidentPhone))];
        }

        // One door in six is empty.
        return _random.Next(6) == 0 ? [] : Family().Select(person => Line(where, door, person));
    }

    private static PlacedLine Line(DoorWords where, FoundDoor door, ToldResident person) =>
        new(new ToldLine(new SheetRow(0, []), where, "", person, null), door);

    private IEnumerable<ToldResident> Family()
    {
        var age = _random.Next(28, 80);
        yield return Person(
            Surname() + One(Men), Sex.Male, age, Membership.Head,
            string.Create(CultureInfo.InvariantCulture, $"1990001{_order:D4}"));
        if (_random.Next(4) > 0)
        {
            yield return Person(Surname() + One(Women), Sex.Female, age - _random.Next(-3, 4), "配偶", null);
        }

        for (var child = _random.Next(3); child > 0; child--)
        {
            var (names, sex, relation) = child == 1 ? (Women, Sex.Female, "女") : (Men, Sex.Male, "子");
            yield return Person(Surname() + One(names), sex, Math.Max(1, age - 27 - child), relation, null);
        }
    }

    private string Surname() => One(Surnames);

    private string One(string[] names) => names[_random.Next(names.Length)];

    private ToldResident Person(string name, Sex sex, int age, string relation, string? phone)
    {
        var born = new DateOnly(2026 - age, _random.Next(1, 13), _random.Next(1, 28));
        var order = _order++ * 2 % 998 + (sex == Sex.Male ? 1 : 2);
        var first = string.Create(CultureInfo.InvariantCulture, $"{NoCounty}{born:yyyyMMdd}{order:D3}");
        var id = IdNumber.Read(first + IdNumber.CheckOf(first), out var fault)
            ?? throw new InvalidOperationException(fault);
        return new(name, sex, born, id, phone, relation);
    }
}
