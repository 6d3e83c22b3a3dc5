using System.Text.RegularExpressions;
using Bandeng.Kernel;

namespace Bandeng.Territory.Addresses;

/// <summary>What the words of an address were found to mean.</summary>
/// <param name="Area">The smallest area that is certain: a building's code where it has one.</param>
/// <param name="Place">The building, estate or public unit; null where only an area was named.</param>
/// <param name="Unit">As written, in digits; empty where not told. So is the room.</param>
public sealed record AddressRead(AreaCode Area, AddressPlace? Place, string Unit, string Room);

/// <summary>
/// Reads addresses as people write them (彩水厂5栋2单元301, 五幢2-301, 街心社区3号楼, 中兴路15号院甲3-2-502室) against the names of
/// a territory, from memory. Never guesses: what could be two places is the smallest area around both.
/// </summary>
/// <remarks>One pass over the text, a look-up a letter; some hundreds of thousands a second.</remarks>
public sealed partial class AddressIndex
{
    private const int ShortName = 2;

    // How people call the office instead of its area.
    private static readonly string[] TownOffices = ["街道办", "街办", "办事处"];
    private static readonly string[] CommunityOffices = ["居委会", "居民委员会", "社居委"];
    private static readonly string[] VillageOffices = ["村委会", "村民委员会"];

    private static readonly string[] EstateEndings = ["小区", "花园", "家属院", "宿舍"];

    private readonly AddressNames _names = new();
    private readonly Dictionary<(AreaCode Community, string Key), List<AddressPlace>> _inCommunity = [];
    private readonly Dictionary<(Guid Estate, string Key), List<AddressPlace>> _inEstate = [];
    private readonly List<string> _fronts = [];
    private readonly Dictionary<Guid, string> _called = [];

    /// <param name="areas">Towns, communities and what is above them, under every name that stands for them.</param>
    /// <param name="places">Standing places under every name; a building once for each.</param>
    /// <param name="addresses">The same places under their addresses (中兴路15号院).</param>
    public AddressIndex(
        IEnumerable<AddressArea> areas, IEnumerable<AddressPlace> places, IEnumerable<AddressPlace> addresses)
    {
        foreach (var area in areas)
        {
            Add(area);
        }

        foreach (var place in places)
        {
            Add(place);
        }

        _fronts.Sort((one, other) => other.Length - one.Length);
        foreach (var place in addresses)
        {
            _names.Add(WithoutFront(AddressText.Plain(place.Name)), new(place.Area, place, IsShort: false));
        }
    }

    /// <summary>What the words mean, or null where they name nothing that is known.</summary>
    /// <param name="within">The area that is meant anyhow; words that contradict it mean nothing.</param>
    public AddressRead? Find(string text, AreaCode? within = null)
    {
        var reading = new AddressReading(within);
        var plain = AddressText.Plain(text);
        var (at, strange) = (0, false);
        while (at < plain.Length)
        {
            var filler = Filler().Match(plain, at);
            if (filler.Length > 0 && filler.Index == at)
            {
                at += filler.Length;
            }
            else if (_names.At(plain, at, out var length) is { } anchors && IsMeant(anchors, plain, at + length))
            {
                if (!reading.Take(anchors))
                {
                    return null;
                }

                (at, strange) = (at + length, false);
            }
            else if (!strange && AddressTail.At(plain, at) is { } tail
                && Buildings(reading, tail.Building) is { Length: > 0 } buildings)
            {
                return reading.Found(buildings, tail);
            }
            else
            {
                (at, strange) = (at + 1, true);
            }

            if (reading.Building is { } named)
            {
                return reading.Found([named], AddressTail.Doors(plain, at));
            }
        }

        return reading.Found();
    }

    /// <summary>Names of today, to be shown.</summary>
    public void Call(IEnumerable<(Guid Place, string Name)> today)
    {
        foreach (var (place, name) in today)
        {
            _called[place] = name;
        }
    }

    public string? NameOf(Guid place) => _called.GetValueOrDefault(place);

    /// <summary>桥头小区 5号楼.</summary>
    public string FullNameOf(AddressPlace place)
    {
        var name = NameOf(place.Id) ?? place.Name;
        return place.EstateId is { } estate && NameOf(estate) is { } around ? $"{around} {name}" : name;
    }

    private AddressPlace[] Buildings(AddressReading reading, string key) => reading.Places.Count > 0
        ? [
            .. reading.Places.Where(place => place.Kind != PlaceKind.Building)
                .SelectMany(place => _inEstate.GetValueOrDefault((place.Id, key)) ?? [])
                .Concat(
                    reading.Places.Where(place =>
                        place.Kind == PlaceKind.Building && AddressText.BuildingKey(place.Name) == key))
                .DistinctBy(place => place.Id),
        ]
        : [.. reading.Communities.SelectMany(area => _inCommunity.GetValueOrDefault((area, key)) ?? [])
            .DistinctBy(place => place.Id)];

    // 「街心3号楼」 means the community; 「街心公园的灯」 perhaps not.
    private bool IsMeant(IReadOnlyList<AddressAnchor> anchors, string plain, int end) =>
        anchors.Any(anchor => !anchor.IsShort) || end == plain.Length
        || _names.At(plain, end, out _) is not null || AddressTail.At(plain, end) is not null
        || Filler().Match(plain, end) is { Length: > 0 };

    private void Add(AddressArea area)
    {
        var name = AddressText.Plain(area.Name);
        _names.Add(name, new(area.Code, null, IsShort: false));
        if (area.Code.Level < AreaLevel.Village)
        {
            _fronts.Add(name);
            Add(area, name, "街道", TownOffices);
        }
        else if (PlaceWords.Community(name) is var plain && plain != name && plain.Length >= ShortName)
        {
            _names.Add(plain, new(area.Code, null, IsShort: true));
            Add(area, name, "社区", CommunityOffices);
            Add(area, name, "村", VillageOffices);
        }
    }

    /// <summary>The area under the names of its office too: 乐坪街办, 街心居委会, 街心社区居委会.</summary>
    private void Add(AddressArea area, string name, string ending, string[] offices)
    {
        if (!name.EndsWith(ending, StringComparison.Ordinal) || name.Length - ending.Length < ShortName)
        {
            return;
        }

        foreach (var office in offices)
        {
            _names.Add(name[..^ending.Length] + office, new(area.Code, null, IsShort: false));
            _names.Add(name + office, new(area.Code, null, IsShort: false));
        }
    }

    private void Add(AddressPlace place)
    {
        var name = AddressText.Plain(place.Name);
        if (place.Kind == PlaceKind.Building)
        {
            var key = AddressText.BuildingKey(place.Name);
            Add(_inCommunity, (place.Area.Community, key), place);
            if (place.EstateId is { } estate)
            {
                Add(_inEstate, (estate, key), place);
            }

            if (AddressTail.At(name, 0) is not null || key.Length < ShortName)
            {
                return; // 5号楼 is no name by itself
            }
        }

        _names.Add(name, new(place.Area, place, IsShort: false));
        if (EstateEndings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.Ordinal)) is { } end
            && name.Length - end.Length >= ShortName)
        {
            _names.Add(name[..^end.Length], new(place.Area, place, IsShort: true));
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<AddressPlace>> there, TKey key, AddressPlace place)
        where TKey : notnull
    {
        var same = there.TryGetValue(key, out var known) ? known : there[key] = [];
        if (!same.Exists(one => one.Id == place.Id))
        {
            same.Add(place);
        }
    }

    // 湖南省娄底市娄星区乐坪街道中兴路15号院 is known as 中兴路15号院.
    private string WithoutFront(string address)
    {
        while (_fronts.Find(
            front => address.Length > front.Length && address.StartsWith(front, StringComparison.Ordinal)) is { } front)
        {
            address = address[front.Length..];
        }

        return address;
    }

    [GeneratedRegex(@"\G(?:我家|家住|住在|住|位于|地址|在|的|小区|院内|院里|里面|内|里)+", RegexOptions.ExplicitCapture)]
    private static partial Regex Filler();
}
