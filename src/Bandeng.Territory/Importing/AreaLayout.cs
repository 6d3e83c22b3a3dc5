using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;

namespace Bandeng.Territory.Importing;

/// <summary>In which columns a file names the areas of a row, from the province down.</summary>
/// <param name="Names">Where province, city, county, town and village are named.</param>
/// <param name="Codes">Where city, county, town and village have their codes; the province is the start of the
/// village's.</param>
internal sealed record AreaLayout(int[] Names, int[] Codes, int Class)
{
    private static readonly string[][] Known =
    [
        [
            "province", "city", "county", "town", "village",
            "city_code", "county_code", "town_code", "village_code", "urban_rural_type",
        ],
        // In this one the town_ columns are the county, villagetr_ the town and street_ the village.
        [
            "province_name", "city_name", "town_name", "villagetr_name", "street_name",
            "city_code", "town_code", "villagetr_code", "street_code", "street_type",
        ],
    ];

    /// <exception cref="MistakeException"><c>areas.layout</c>: the header is neither layout.</exception>
    public static AreaLayout Of(TableFile file) => Known
        .Select(columns => columns.Select(file.Column).ToArray())
        .Where(at => at.All(column => column >= 0))
        .Select(at => new AreaLayout(at[..5], at[5..9], at[9]))
        .FirstOrDefault() ?? throw new MistakeException("areas.layout",
            $"The header has neither {string.Join(',', Known[0])} nor {string.Join(',', Known[1])}.");
}
