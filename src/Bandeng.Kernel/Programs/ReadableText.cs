using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bandeng.Kernel.Programs;

/// <summary>
/// Texts of programs as they come in: one with the character 0, which PostgreSQL cannot keep, or with half a character
/// is the sender's mistake, in whatever field it stands.
/// </summary>
public sealed class ReadableText : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Text(ref reader) is { } text && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw new JsonException("Not a text, or one with a character that cannot be kept.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    // A number where a text belongs, or half of a pair of surrogates, which is found only when it is decoded.
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
