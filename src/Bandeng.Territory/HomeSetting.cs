using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>
/// The setting <c>BANDENG_AREA</c>: names the home area outright, where several provinces are imported or only a part
/// of one is served.
/// </summary>
/// <param name="Code">Null: not set, or not an area code.</param>
internal sealed record HomeSetting(AreaCode? Code)
{
    public const string Key = "BANDENG_AREA";

    public static HomeSetting Parse(string? text) => new(AreaCode.TryParse(text, out var code) ? code : null);
}
