using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Samples;
using Bandeng.Kernel.Clocks;
using Bandeng.Organizations;

namespace Bandeng.Exchange.Incoming;

/// <summary>An order in our terms: its fields as texts, and what nobody here knows.</summary>
/// <param name="Fields">By the names of <see cref="OrderFields"/>; values are the platform's, codes not yet
/// mapped.</param>
/// <param name="Kept">Heading to text: what has no field.</param>
internal sealed record OrderRead(IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Kept)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Number => Find(OrderFields.Number);

    /// <summary>Equal for equal orders, in whatever order and form their fields came.</summary>
    public string Hash => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\u0001',
        Fields.Concat(Kept).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}\u0002{pair.Value}")))));

    public string Find(string field) => Fields.GetValueOrDefault(field, "");

    /// <summary>As it is kept with the order: without who raised it, whom the matter holds closed.</summary>
    public string ToKept() => JsonSerializer.Serialize(
        new KeptOrder(
            Fields.Where(pair => pair.Key is not (OrderFields.Name or OrderFields.Phone))
                .ToDictionary(pair => pair.Key, pair => pair.Value),
            Kept.ToDictionary(pair => pair.Key, pair => pair.Value)),
        Json);

    /// <summary>Its telephones as they came, for the matter to hold closed; null where it has none.</summary>
    public string? Phones() => SentNumbers.Gather(
        Find(OrderFields.Phone),
        Fields.Where(pair => pair.Key is not OrderFields.Phone && !IsPlain(pair.Key)).Concat(Kept));

    /// <summary>
    /// The same without a telephone number in the clear; the words of who raised it stay as they are.
    /// </summary>
    public OrderRead WithoutNumbers() => new(
        Fields.ToDictionary(
            pair => pair.Key, pair => IsPlain(pair.Key) ? pair.Value : SentNumbers.Masked(pair.Key, pair.Value)),
        Kept.ToDictionary(pair => pair.Key, pair => SentNumbers.Masked(pair.Key, pair.Value)));

    private static bool IsPlain(string field) =>
        field is OrderFields.Number or OrderFields.Title or OrderFields.Detail or OrderFields.Attachments or "related";

    public static OrderRead Of(RawOrder raw, OrderMapping mapping)
    {
        var (fields, kept) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var (heading, value) in raw.Cells.Where(cell => cell.Value.Length > 0))
        {
            var field = mapping.Fields.GetValueOrDefault(heading) ?? OrderFields.Guide.KeyOf(heading.Split('.')[^1]);
            if (field is { Length: 0 })
            {
                continue;
            }

            if (field is null || (!fields.TryAdd(field, value) && !OrderMapping.MayJoin(field)))
            {
                kept[heading] = value;
            }
            else if (fields[field] != value)
            {
                fields[field] = $"{fields[field]}\n{value}";
            }
        }

        return new(fields, kept);
    }

    /// <summary>The deadline: a moment, or a limit from when it was sent.</summary>
    public DateTimeOffset? Due(OrderMapping mapping, DateTimeOffset now)
    {
        var text = Find(OrderFields.Due);
        var from = Moment(Find("sentAt"), mapping.Dates, WrittenMoment.OfficeEnds) ?? now;
        return Moment(text, mapping.Dates, WrittenMoment.OfficeEnds)
            ?? (WrittenMoment.FindLimit(text) is { } limit ? Deadline.Of(from, limit, WorkCalendar.Official).At : null);
    }

    /// <summary>Addresses, one a line.</summary>
    public IReadOnlyList<string> Attachments(OrderMapping mapping)
    {
        var text = Find(OrderFields.Attachments);
        return text.StartsWith('[') && TryList(text) is { } listed
            ? listed
            : [.. text.Split(
                [.. mapping.Separators, '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private static DateTimeOffset? Moment(string text, IReadOnlyList<string> patterns, int hour)
    {
        foreach (var pattern in patterns.Where(_ => text.Length > 0))
        {
            if (DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                && Kernel.ChinaTime.IsInRange(at.Year))
            {
                return Kernel.ChinaTime.ToInstant(at);
            }
        }

        return WrittenMoment.Find(text, hour);
    }

    private static List<string>? TryList(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What is kept of an order beside its matter.</summary>
internal sealed record KeptOrder(IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Kept)
{
    public static KeptOrder Parse(string? text) => text is null
        ? new(new Dictionary<string, string>(), new Dictionary<string, string>())
        : JsonSerializer.Deserialize<KeptOrder>(text)!;
}
