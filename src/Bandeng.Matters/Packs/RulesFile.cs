using System.Text.Json;
using System.Text.Json.Serialization;
using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Packs;

/// <summary>
/// The rules of a pack as JSON: every setting of <see cref="MatterRules"/> by its name, limits as
/// <c>"4 working-hour"</c>. What is left out is the starter's.
/// </summary>
internal static class RulesFile
{
    public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new LimitText(), new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>
    /// Reads and checks, or refuses naming the place in the file: <c>pack.unreadable</c>, <c>pack.setting</c> …
    /// </summary>
    public static Result<MatterRules> Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<MatterRules>(text, Format) is { } rules
                ? RulesChecks.FirstFault(rules) is { } fault ? fault : rules
                : Unreadable("The file is empty.");
        }
        catch (JsonException failure)
        {
            return Unreadable($"Line {failure.LineNumber + 1}, {failure.Path}: {failure.InnerException?.Message ?? "not a setting, or not its value"}");
        }
    }

    public static string Write(MatterRules rules) => JsonSerializer.Serialize(rules, Format);

    private static Refusal Unreadable(string where) => new(RefusalKind.Invalid, "pack.unreadable", where);

    private sealed class LimitText : JsonConverter<Limit>
    {
        public override Limit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String && Limit.TryParse(reader.GetString(), out var limit)
                ? limit
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Limit value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
