using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Bandeng.Visits.Life;

/// <summary>Of what a form is made.</summary>
internal enum QuestionKind
{
    /// <summary>是或否.</summary>
    YesNo,

    /// <summary>单选.</summary>
    OneOf,

    /// <summary>多选.</summary>
    SeveralOf,

    /// <summary>数字, with its unit.</summary>
    Number,

    /// <summary>几个字.</summary>
    Words,

    /// <summary>日期.</summary>
    Day,

    /// <summary>承诺: what was promised becomes a matter, or was settled on the spot.</summary>
    Promise,
}

/// <summary>One question of a form.</summary>
/// <param name="Key">Stays the same while a form is changed, so that answers can be counted over its versions.</param>
/// <param name="Options">For one of and several of.</param>
/// <param name="Unit">For a number: 元, 平方米.</param>
internal sealed record Question(
    string Key, QuestionKind Kind, string Text, IReadOnlyList<string> Options, string Unit, bool Required)
{
    public const int Most = 30;
    public const int TextMax = 100;
    public const int OptionsMost = 20;
    public const int OptionMax = 30;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(IReadOnlyList<Question> questions) => JsonSerializer.Serialize(questions, Readable);

    public static IReadOnlyList<Question> Read(string json) =>
        JsonSerializer.Deserialize<List<Question>>(json, Readable) ?? [];
}
