using System.Diagnostics;
using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Planning.Grids;
using Bandeng.Territory;
using Bandeng.Territory.Addresses;

namespace Bandeng.Planning.Bench;

/// <summary>Prints how many addresses a second are read on one core, and how many of them rightly.</summary>
internal static class AddressBench
{
    private const int Communities = 250;
    private const int Estates = 8;
    private const int Buildings = 10;
    private const int Addresses = 400_000;
    private const int Rounds = 3;

    private const string Letters = "桥街水田山林城河湖塘园坪岭溪江泉松竹梅兰桂柳花果金银铜铁玉石云霞星月春夏秋冬安康和平";

    public static int Run()
    {
        var dice = new Dice(11);
        var (areas, places) = Town(dice);
        var began = Stopwatch.GetTimestamp();
        var index = new AddressIndex(areas, places, []);
        Say($"{places.Count} places in {Communities} communities, names indexed in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
        var houses = places.FindAll(place => place.Kind == PlaceKind.Building);
        var named = places.Where(place => place.Kind == PlaceKind.Estate)
            .ToDictionary(place => place.Id, place => place.Name);
        var communities = areas.ToDictionary(area => area.Code, area => area.Name);
        var asked = Enumerable.Range(0, Addresses).Select(_ => houses[dice.Below(houses.Count)])
            .Select(house =>
                (house, Text: Written(dice, communities[house.Area.Community], named[house.EstateId!.Value], house)))
            .ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var (right, start) = (0, Stopwatch.GetTimestamp());
            foreach (var (house, text) in asked)
            {
                right += index.Find(text) is { Place: { } place, Unit: "2", Room: "301" } && place.Id == house.Id
                    ? 1
                    : 0;
            }

            Say($"{asked.Length / Stopwatch.GetElapsedTime(start).TotalSeconds,14:#,0} addresses a second; {right * 100.0 / asked.Length:0.00}% lead to their door");
        }

        return 0;
    }

    private static (List<AddressArea> Areas, List<AddressPlace> Places) Town(Dice dice)
    {
        var (areas, places, names) = (new List<AddressArea>(), new List<AddressPlace>(), new HashSet<string>());
        for (var i = 1; i <= Communities; i++)
        {
            var code = AreaCode.FromValue(431302001000000000 + i * 1_000_000L);
            areas.Add(new(code, Name(dice, names) + "社区"));
            for (var e = 0; e < Estates; e++)
            {
                var estate = new AddressPlace(
                    Guid.CreateVersion7(), PlaceKind.Estate, Name(dice, names) + "小区", code, null);
                places.Add(estate);
                places.AddRange(Enumerable.Range(1, Buildings).Select(b => new AddressPlace(
                    Guid.CreateVersion7(), PlaceKind.Building, string.Create(CultureInfo.InvariantCulture, $"{b}号楼"),
                    AreaCode.FromValue(code.Value + 1000 + e * Buildings + b), estate.Id)));
            }
        }

        return (areas, places);
    }

    private static string Name(Dice dice, HashSet<string> taken)
    {
        string name;
        do
        {
            name = string.Concat(Enumerable.Range(0, 3).Select(_ => Letters[dice.Below(Letters.Length)]));
        }
        while (!taken.Add(name));
        return name;
    }

    // With and without the community, 栋 and 幢, figures and words, wide and narrow.
    private static string Written(Dice dice, string community, string estate, AddressPlace house)
    {
        var number = house.Name[..^2];
        return dice.Below(5) switch
        {
            0 => $"{community}{estate}{number}号楼2单元301室",
            1 => $"{estate[..^2]}{number}栋2单元301",
            2 => $"{estate} {number}幢2-301",
            3 => $"{estate}{number}号楼二单元三零一",
            _ => $"{estate}{string.Concat(number.Select(digit => (char)(digit - '0' + '０')))}－２－３０１",
        };
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
