using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Exchange.Mapping;

/// <summary>
/// How the fields of another platform read here, and how answers read there. A JSON document that travels in a pack
/// (docs/exchange.md).
/// </summary>
internal sealed record OrderMapping
{
    public const string Known = "bandeng-exchange/1";

    private static readonly string[] Coded =
        [OrderFields.Type, OrderFields.Category, OrderFields.Area, OrderFields.Urgent, OrderFields.Protected];

    private const int TextMax = 200;
    private const int FieldsMax = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
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

    /// <summary>
    /// What a person chose for the headings and values of a sample; what the sample does not show stays as it was, but
    /// the number, which every sample has, and a field that another heading holds now.
    /// </summary>
    /// <param name="codes">Field, value, meaning; an empty meaning takes one away.</param>
    public OrderMapping With(
        IReadOnlyList<string> shown, IReadOnlyDictionary<string, string> fields,
        IReadOnlyList<(string Field, string Value, string Meaning)> codes)
    {
        var unseen = Fields.Where(pair => !shown.Contains(pair.Key) && pair.Value is not OrderFields.Number
            && (pair.Value.Length == 0 || MayJoin(pair.Value) || !fields.Values.Contains(pair.Value)));
        var others = Codes
            .SelectMany(pair => pair.Value.Select(code => (Field: pair.Key, Value: code.Key, Meaning: code.Value)))
            .ExceptBy(codes.Select(code => (code.Field, code.Value)), code => (code.Field, code.Value));
        return this with
        {
            Fields = fields.Concat(unseen).ToDictionary(pair => pair.Key, pair => pair.Value),
            Codes = codes.DistinctBy(code => (code.Field, code.Value)).Where(code => code.Meaning.Length > 0)
                .Concat(others).GroupBy(code => code.Field)
                .ToDictionary(
                    field => field.Key,
                    IReadOnlyDictionary<string, string> (field) =>
                        field.ToDictionary(code => code.Value, code => code.Meaning)),
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>One that was checked when it was saved, whatever is asked of new ones since.</summary>
    public static OrderMapping Kept(string text) => JsonSerializer.Deserialize<OrderMapping>(text, Json)!;

    /// <summary>Reads the document, or says what is wrong with it.</summary>
    public static Result<OrderMapping> Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<OrderMapping>(text, Json) is { HasHoles: false } read
                ? Checked(read)
                : Wrong("mapping.unreadable", "It is empty, or null stands where a text must be.");
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
            : (CodeFault(mapping) ?? mapping.Answers.Fault()) is { } fault ? fault
            : mapping;
    }

    private static Refusal? CodeFault(OrderMapping mapping) =>
        mapping.Codes.Keys.FirstOrDefault(field => !Coded.Contains(field)) is { } strange
            ? Wrong("mapping.code", $"'{strange}' has no codes; there are {string.Join(", ", Coded)}.")
        : mapping.Codes.GetValueOrDefault(OrderFields.Type)?.Values
            .FirstOrDefault(meaning => RequestTypeWords.Of(meaning) is null) is { } unknown
            ? Wrong("mapping.code", $"'{unknown}' is no type of request.")
        : null;

    // The elements of a list can be null whatever its type says.
    private bool HasHoles => Answers.HasHoles || Fields.Values.Any(IsNull) || Dates.Any(IsNull)
        || Codes.Values.Any(values => values is null || values.Values.Any(IsNull));

    internal static bool IsNull(string? text) => text is null;

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
            : Codes.FirstOrDefault(pair => !WordsOf(pair.Key, pair.Value.Keys)).Key is { } code
                ? new(RefusalKind.Invalid, "mapping.code", $"The codes of '{code}' are not those of an answer.")
            : !IsPattern(Date)
                ? new(RefusalKind.Invalid, "mapping.date", $"'{Date}' is no way to write a moment.")
                : null;

    /// <summary>Whether null stands where a text must be.</summary>
    internal bool HasHoles => Fields.Values.Any(OrderMapping.IsNull) || Keep.Any(OrderMapping.IsNull)
        || Codes.Values.Any(values => values is null || values.Values.Any(OrderMapping.IsNull));

    private static bool WordsOf(string field, IEnumerable<string> words) => field switch
    {
        "kind" => words.All(Enum.GetNames<Answers.AnswerKind>().Contains),
        "outcome" => words.All(Enum.GetNames<HandlerOutcome>().Contains),
        "solved" => words.All(word => word is "yes" or "no"),
        "contactWay" => words.All(MatterReasons.For(MatterAction.RecordContact).Contains),
        "reason" => true,
        _ => false,
    };

    private static bool IsPattern(string date)
    {
        try
        {
            return date is "epoch-s" or "epoch-ms"
                || (date.Trim().Length > 0
                    && DateTime.UnixEpoch.ToString(date, CultureInfo.InvariantCulture).Length > 0);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
