using System.Text.Encodings.Web;
using System.Text.Json;
using Bandeng.Kernel;

namespace Bandeng.Exchange.Mapping;

/// <summary>
/// How the fields of another platform read here, and how answers read there. A JSON document that travels in a pack
/// (docs/exchange.md).
/// </summary>
internal sealed record OrderMapping
{
    public const string Known = "bandeng-exchange/1";

    private const int TextMax = 200;
    private const int FieldsMax = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public string Format { get; init; } = Known;

    /// <summary>Whose it is, for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where the orders stand in a message, by dots: <c>resultData</c>; empty: found by itself.</summary>
    public string Envelope { get; init; } = "";

    /// <summary>Heading to field. What is not named is kept with the order; an empty field is dropped.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>.NET patterns that come before the usual ways of writing a moment.</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>
    /// For a field (<c>type category area urgent protected</c>): what the platform's values mean here.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>What stands between addresses of attachments.</summary>
    public string Separators { get; init; } = ";；,，|\n";

    /// <summary>The way back.</summary>
    public AnswerMapping Answers { get; init; } = AnswerMapping.Usual;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads the document, or says what is wrong with it.</summary>
    public static Result<OrderMapping> Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<OrderMapping>(text, Json) is { } read
                ? Checked(read)
                : Wrong("mapping.unreadable", "It is empty.");
        }
        catch (JsonException failure)
        {
            return Wrong("mapping.unreadable", $"It is no mapping: line {failure.LineNumber + 1}.");
        }
    }

    /// <summary>The mapping if every field and code in it is known.</summary>
    public static Result<OrderMapping> Checked(OrderMapping mapping)
    {
        var strange = mapping.Fields.Values.FirstOrDefault(field => field.Length > 0 && !OrderFields.Is(field));
        var doubled = mapping.Fields.Values.Where(field => field.Length > 0 && !MayJoin(field)).GroupBy(field => field)
            .FirstOrDefault(same => same.Count() > 1)?.Key;
        return mapping.Format != Known ? Wrong("mapping.format", $"The format is {Known}.")
            : mapping.Fields.Count > FieldsMax || mapping.Fields.Keys.Any(name => name.Length > TextMax)
                ? Wrong("mapping.size", $"At most {FieldsMax} fields of {TextMax} characters.")
            : strange is not null ? Wrong("mapping.field", $"'{strange}' is no field.")
            : doubled is not null ? Wrong("mapping.field-twice", $"Two columns are said to be {doubled}.")
            : !mapping.Fields.Values.Contains(OrderFields.Number) ? Wrong(
                "mapping.number", "Say which column holds the number of the order.")
            : !mapping.Fields.Values.Any(field => field is OrderFields.Detail or OrderFields.Title)
                ? Wrong("mapping.detail", "Say which column holds the words.")
            : mapping.Answers.Fault() is { } fault ? fault
            : mapping;
    }

    /// <summary>Words of several columns are joined; a number or a day can stand in one alone.</summary>
    public static bool MayJoin(string field) =>
        field is OrderFields.Detail or OrderFields.Place or OrderFields.Attachments or "remark" or "opinion";

    private static Refusal Wrong(string code, string message) => new(RefusalKind.Invalid, code, message);
}

/// <summary>How an answer reads in the platform's words.</summary>
internal sealed record AnswerMapping
{
    /// <summary>What may stand in an answer; with <c>=</c> before it, a text that is always the same.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "id", "number", "kind", "at", "body", "person", "signedAt", "contactedAt", "contactWay", "outcome", "solved",
        "handling", "reply",
        "attachments", "reason", "basis", "days", "signedOffBy", "due",
    ];

    /// <summary>Their heading to our field, in the order of the columns.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// For <c>kind contactWay outcome reason solved</c>: our word to the platform's code. Without one the Chinese words
    /// go.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>A .NET pattern on the wall clock of China, or <c>epoch-s</c>, <c>epoch-ms</c>.</summary>
    public string Date { get; init; } = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Fields of the order that nobody here knows and that travel back with every answer.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>The columns that most platforms ask for.</summary>
    public static AnswerMapping Usual { get; } = new()
    {
        Fields = new Dictionary<string, string>
        {
            ["工单编号"] = "number",
            ["状态"] = "kind",
            ["承办单位"] = "body",
            ["承办人"] = "person",
            ["签收时间"] = "signedAt",
            ["联系诉求人时间"] = "contactedAt",
            ["联系诉求人方式"] = "contactWay",
            ["办理结果"] = "outcome",
            ["是否解决"] = "solved",
            ["回复内容"] = "reply",
            ["附件"] = "attachments",
            ["退单理由"] = "reason",
            ["依据"] = "basis",
            ["延期天数"] = "days",
            ["审签人"] = "signedOffBy",
            ["处理时间"] = "at",
        },
    };

    public Refusal? Fault() =>
        Fields.Values.FirstOrDefault(field => !field.StartsWith('=') && !Known.Contains(field)) is { } strange
            ? new(
                RefusalKind.Invalid, "mapping.answer-field",
                $"'{strange}' is no field of an answer; there are {string.Join(", ", Known)}.")
            : Fields.Count > 0 && !Fields.Values.Contains("number")
                ? new(RefusalKind.Invalid, "mapping.answer-number", "An answer names the number of its order.")
                : null;
}
