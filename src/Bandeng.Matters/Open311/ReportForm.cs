using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Open311;

/// <summary>
/// What came with a POST, sorted into what a matter has a place for and what the office reads beside it.
/// </summary>
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
        var isPlace = AreaCode.TryParse(this["address_id"], out _);
        var phones = SentNumbers.Gather(this["phone"], Beside());
        string?[] place = [this["address_string"], isPlace ? null : this["address_id"]];
        var point = Point;
        var aside = Aside(phones is not null);
        return aside is { Length: > AsideMax }
            ? new Refusal(RefusalKind.Invalid, "open311.long", "The fields beside the description are too long.")
            : new RaiseRequest
            {
                Id = id,
                Detail = this["description"],
                Category = this["service_code"],
                Area = isPlace ? this["address_id"] : null,
                PlaceWords = string.Join(' ', place.OfType<string>()) is { Length: > 0 } words ? words : null,
                Longitude = point?.Longitude,
                Latitude = point?.Latitude,
                Channel = Life.Channel.System,
                Name = Name,
                Phone = PhoneNumber.FirstIn(phones),
                PhonesAsSent = phones,
                IsForSomebodyElse = true,
                Facts = new Dictionary<string, object?> { ["via"] = "open311" },
                Aside = aside,
            };
    }

    // 王小明, but Ada Lovelace.
    private string? Name => (this["first_name"], this["last_name"]) switch
    {
        (null, null) => null,
        ({ } first, { } last) => first.Concat(last).All(char.IsAscii) ? $"{first} {last}" : last + first,
        var (first, last) => first ?? last,
    };

    // A number from abroad is no reason to refuse a matter; it is closed as it was sent.
    private string? Aside(bool isPhoneClosed)
    {
        var kept = Beside()
            .Concat(isPhoneClosed ? [] : Sent("phone"))
            .Concat(Point is null ? Sent("lat").Concat(Sent("long")) : [])
            .Select(pair => $"{pair.Key}: {OneLine(SentNumbers.Masked(pair.Key, pair.Value))}");
        string[] lines = [.. this["media_url"] is { } media ? new[] { Media + OneLine(media) } : [], .. kept];
        return lines is [] ? null : string.Join('\n', lines);
    }

    private IEnumerable<KeyValuePair<string, string>> Beside() =>
        Kept.Concat(Fields.Keys.Where(key => key.StartsWith("attribute[", StringComparison.Ordinal))).SelectMany(Sent);

    private IEnumerable<KeyValuePair<string, string>> Sent(string field) =>
        this[field] is { } text ? [KeyValuePair.Create(field, text)] : [];

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    // Half a point, or one that is none on earth, places nothing and refuses nothing: the office reads what was sent.
    private (double Longitude, double Latitude)? Point =>
        Degrees("long", 180) is { } longitude && Degrees("lat", 90) is { } latitude ? (longitude, latitude) : null;

    private double? Degrees(string field, double most) =>
        double.TryParse(this[field], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= most
            ? number
            : null;
}
