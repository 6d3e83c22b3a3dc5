using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Exchange.Incoming;

/// <summary>
/// Turns an order into a matter to raise: codes into ours, places into areas, what has no field into a note.
/// </summary>
internal sealed class OrderMeaning(BandengDb db, AreaBook areas, TimeProvider clock)
{
    private const int TitleMax = 120;
    private const int WordsMax = 20_000;
    private const int PlaceMax = 500;
    private const int NumberMax = 60;

    private sealed record Category(string Code, string Name);

    private static readonly Refusal NoNumber = new(
        RefusalKind.Invalid, "exchange.number", "An order has a number of 1 to 60 characters.");
    private static readonly Refusal NoWords = new(
        RefusalKind.Invalid, "exchange.words", "An order says what it is about.");
    private static readonly Refusal Foreign = new(
        RefusalKind.Forbidden, "exchange.area", "This place is not the platform's.");

    private AreaCode? _loaded;
    private IReadOnlyList<Category> _categories = [];

    /// <summary>Loads what every order of the platform is held against; once a batch.</summary>
    public async Task LoadAsync(Platform platform, CancellationToken cancel)
    {
        if (_loaded == platform.AreaCode)
        {
            return;
        }

        await areas.LoadAsync(platform.AreaCode, cancel);
        _categories = await db.RowsAsync<Category>("select code, name from matters_categories", null, cancel);
        _loaded = platform.AreaCode;
    }

    /// <summary>The matter, and what goes along with it for the office alone.</summary>
    public Result<(RaiseRequest Request, string Aside)> Of(OrderRead order, OrderMapping mapping, Platform platform)
    {
        if (order.Number.Length is 0 or > NumberMax)
        {
            return NoNumber;
        }

        if (!Area(order, mapping, platform).TryGet(out var area, out var refusal))
        {
            return refusal;
        }

        var aside = new List<string>();
        var words = Detail(order, aside);
        var phones = order.Phones();
        var request = new RaiseRequest
        {
            Kind = "order",
            Channel = Channel.Hotline,
            IsForSomebodyElse = true,
            RequestType = Type(order, mapping),
            Title = Short(order, OrderFields.Title, TitleMax, aside),
            Detail = words,
            Category = CategoryOf(order, mapping),
            Area = area.ToString(),
            PlaceWords = Short(order, OrderFields.Place, PlaceMax, aside),
            Longitude = Degrees(order.Find(OrderFields.Longitude), 180),
            Latitude = Degrees(order.Find(OrderFields.Latitude), 90),
            Urgent = Yes(order, mapping, OrderFields.Urgent),
            Protected = Yes(order, mapping, OrderFields.Protected),
            Name = Short(order, OrderFields.Name, NumberMax, aside),
            Phone = PhoneNumber.FirstIn(phones),
            PhonesAsSent = phones,
            Platform = platform.Code,
            OutsideNumber = order.Number,
            OuterDueAt = order.Due(mapping, clock.GetUtcNow()),
        };
        return words.Length == 0 ? NoWords : (WithPoint(request), Aside(order.WithoutNumbers(), mapping, aside));
    }

    /// <summary>What the order says and nobody can read; the same for the same order.</summary>
    public static IReadOnlyList<OrderWarning> WarningsOf(OrderRead order, RaiseRequest request) =>
        request.OuterDueAt is null && order.Find(OrderFields.Due).Length > 0
            ? [new("exchange.due-unreadable", OrderFields.Due)]
            : [];

    // Half a point is none.
    private static RaiseRequest WithPoint(RaiseRequest request) =>
        request is { Longitude: not null, Latitude: not null }
            ? request
            : request with { Longitude = null, Latitude = null };

    private static string Detail(OrderRead order, List<string> aside)
    {
        var detail = order.Find(OrderFields.Detail) is { Length: > 0 } told ? told
            : order.Find(OrderFields.Title) is { Length: > 0 } title ? title
            : order.Find("remark");
        if (detail.Length <= WordsMax)
        {
            return detail;
        }

        aside.Add(detail[WordsMax..]);
        return detail[..WordsMax];
    }

    private static string? Short(OrderRead order, string field, int most, List<string> aside)
    {
        var text = order.Find(field);
        if (text.Length <= most)
        {
            return text.Length == 0 ? null : text;
        }

        aside.Add(text);
        return null;
    }

    private Result<AreaCode> Area(OrderRead order, OrderMapping mapping, Platform platform)
    {
        var told = Mapped(mapping, OrderFields.Area, order.Find(OrderFields.Area));
        if (AreaCode.TryParse(told, out var code))
        {
            return platform.AreaCode.Contains(code) ? code : Foreign;
        }

        // 乐坪街道 and 街心社区 are names; one that nobody here knows waits for the clerk to place it.
        return told.Length > 0
            && (areas.Find(new("", "", told, "", "", ""), out _) ?? areas.Find(
                new("", told, "", "", "", ""), out _)) is { } found
            ? found : platform.AreaCode;
    }

    private string? CategoryOf(OrderRead order, OrderMapping mapping)
    {
        string[] told =
        [
            Mapped(mapping, OrderFields.Category, order.Find(OrderFields.Category)),
            Mapped(mapping, OrderFields.Category, order.Find(OrderFields.CategoryName)),
        ];
        return told.Where(value => value.Length > 0)
            .Select(value => _categories.FirstOrDefault(category => category.Code == value)?.Code
                ?? (_categories.Where(category => category.Name == value).ToList() is [var only] ? only.Code : null))
            .FirstOrDefault(code => code is not null);
    }

    private static RequestType? Type(OrderRead order, OrderMapping mapping) =>
        RequestTypeWords.Of(Mapped(mapping, OrderFields.Type, order.Find(OrderFields.Type)));

    private static bool Yes(OrderRead order, OrderMapping mapping, string field) =>
        OrderWords.IsYes(Mapped(mapping, field, order.Find(field)));

    private static string Mapped(OrderMapping mapping, string field, string value) =>
        mapping.Codes.GetValueOrDefault(field)?.GetValueOrDefault(value) ?? value;

    private static double? Degrees(string text, double most) =>
        double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var degrees)
            && Math.Abs(degrees) <= most
            ? degrees
            : null;

    // What a clerk reads beside the matter: who sent it where and why, the addresses of pictures, and what nobody
    // knows.
    private static string Aside(OrderRead order, OrderMapping mapping, List<string> more)
    {
        var phone = order.Find(OrderFields.Phone);
        string[] own =
        [
            OrderFields.Time, "sentAt", OrderFields.Due, "gender", OrderFields.Respondent, OrderFields.Body, "assist",
            "source", "repeated",
            "related", "opinion", "remark", "state", OrderFields.CategoryName, OrderFields.Area,
        ];
        var lines = own.Where(field => order.Find(field).Length > 0)
            .Select(field => $"{LabelOf(field)}：{order.Find(field)}")
            .Concat(phone.Length > 0 && !SentNumbers.IsNumber(phone) ? [$"{LabelOf(OrderFields.Phone)}：{phone}"] : [])
            .Concat(order.Attachments(mapping).Select(address => $"附件：{address}"))
            .Concat(order.Kept.Select(pair => $"{pair.Key}：{pair.Value}"))
            .Concat(more);
        var text = string.Join('\n', lines);
        return text.Length <= WordsMax ? text : text[..WordsMax];
    }

    internal static string LabelOf(string field) => OrderFields.All.First(known => known.Key == field).Names[0];
}
