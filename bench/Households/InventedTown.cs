using System.Globalization;

namespace Bandeng.Households.Bench;

/// <summary>Lists of an invented town, as an office would hand them over.</summary>
internal sealed record InventedTown(string Areas, string Buildings, string People)
{
    private const int PeopleOfHousehold = 3;
    private const int DoorsOfBuilding = 100;
    private const int BuildingsOfCommunity = 20;

    public static InventedTown Write(string folder, int people)
    {
        var town = new InventedTown(
            Path.Combine(folder, "areas.csv"), Path.Combine(folder, "buildings.csv"),
            Path.Combine(folder, "people.csv"));
        var buildings = 1 + people / PeopleOfHousehold / DoorsOfBuilding;
        var communities = 1 + buildings / BuildingsOfCommunity;
        File.WriteAllLines(town.Areas, Enumerable.Range(1, communities).Select(Area).Prepend(
            "province,city,city_code,county,county_code,town,town_code,village,village_code,urban_rural_type"));
        File.WriteAllLines(town.Buildings, Enumerable.Range(0, buildings)
            .Select(i => $"{Community(i)},{i}号楼").Prepend("社区编码,楼栋"));
        File.WriteAllLines(
            town.People,
            Enumerable.Range(0, people).Select(Person).Prepend("社区编码,楼栋,单元,房号,姓名,身份证号,性别,出生日期,联系电话,与户主关系"));
        return town;
    }

    private static string Area(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"湖南省,娄底市,431300000000,娄星区,431302000000,街道{number / 999 + 1},431302{number / 999 + 1:D3}000,社区{number},{Code(number)},111");

    private static string Code(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"431302{number / 999 + 1:D3}{number % 999 + 1:D3}");

    private static string Community(int building) => Code(building / BuildingsOfCommunity + 1);

    private static string Person(int i)
    {
        var (door, building) = (i / PeopleOfHousehold % DoorsOfBuilding, i / PeopleOfHousehold / DoorsOfBuilding);
        var born = new DateOnly(1940, 1, 1).AddDays(i % 25_000);
        // A county that there is not: nobody has such a number.
        var first = string.Create(
            CultureInfo.InvariantCulture,
            $"4313{90 + i / 12_500_000 % 10}{born:yyyyMMdd}{i / 25_000 % 500 * 2 + 1:D3}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Community(building)},{building}号楼,{door / 50 + 1},{door % 50 / 4 + 1}{door % 4 + 1:D2},王{i},{first}{IdNumber.CheckOf(first)},男,{born:yyyy.M.d},139{i % 100_000_000:D8},");
    }
}
