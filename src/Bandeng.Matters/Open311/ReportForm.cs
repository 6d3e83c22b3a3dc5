using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Open311;

/// <summary>What came with a POST, sorted into what a matter has a place for and what the office reads beside it.</summary>
internal sealed record ReportForm(IFormCollection Fields)
{
    /// <summary>How the line of the aside begins that names a picture elsewhere. We never fetch it.</summary>
    public const string Media = "media_url: ";

    private const int AsideMax = 4000;

    private static readonly string[] Kept = ["email", "device_id", "account_id"];

    public string? this[string field] => Fields[field].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The matter that the form asks for; the service is known already.</summary>
    public Result<RaiseRequest> ToRequest(Guid id)
    {
        if (!Degrees("lat").TryGet(out var latitude, out var refusal) || !Degrees("long").TryGet(out var longitude, out refusal))
        {
            return refusal;
        }

        var isPlace = AreaCode.TryParse(this["address_id"], out _);
        var isPhone = PhoneNumber.Normalize(this["phone"]).TryGet(out var phone, out _);
        string?[] place = [this["address_string"], isPlace ? null : this["address_id"]];
        return Aside(isPhone) is { Length: > AsideMax }
            ? new Refusal(RefusalKind.Invalid, "open311.long", "The fields beside the description are too long.")
            : new RaiseRequest
            {
                Id = id,
                Detail = this["description"],
                Category = this["service_code"],
                Area = isPlace ? this["address_id"] : null,
                PlaceWords = string.Join(' ', place.OfType<string>()) is { Length: > 0 } words ? words : null,
                Longitude = longitude.Value,
                Latitude = latitude.Value,
                Channel = Life.Channel.System,
                Name = Name,
                Phone = phone,
                IsForSomebodyElse = true,
                Facts = new Dictionary<string, object?> { ["via"] = "open311" },
                Aside = Aside(isPhone),
            };
    }

    // 王小明, but Ada Lovelace.
    private string? Name => (this["first_name"], this["last_name"]) switch
    {
        (null, null) => null,
        ({ } first, { } last) => first.Concat(last).All(char.IsAscii) ? $"{first} {last}" : last + first,
        var (first, last) => first ?? last,
    };

    // A number from abroad is no reason to refuse a matter; the office reads it as it was sent.
    private string? Aside(bool isPhone)
    {
        var kept = Kept.Select(field => (field, this[field]))
            .Append(("phone", isPhone ? null : this["phone"]))
            .Concat(Fields.Keys.Where(key => key.StartsWith("attribute[", StringComparison.Ordinal)).Select(key => (key, this[key])))
            .Where(pair => pair.Item2 is not null)
            .Select(pair => $"{pair.Item1}: {OneLine(pair.Item2!)}");
        string[] lines = [.. this["media_url"] is { } media ? new[] { Media + OneLine(media) } : [], .. kept];
        return lines is [] ? null : string.Join('\n', lines);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private Result<Coordinate> Degrees(string field) =>
        this[field] is not { } text ? new Coordinate(null)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new Coordinate(number)
            : new Refusal(RefusalKind.Invalid, "open311.point", $"{field}: degrees with a decimal point, WGS-84.");

    private sealed record Coordinate(double? Value);
}
