using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bandeng.Matters.Open311;

/// <summary>
/// Writes an answer as JSON. What JSON need not escape stays as people write it, also beyond the basic plane.
/// </summary>
internal static class GeoJsonAnswer
{
    public static byte[] Write(GeoNode root)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, root);
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case GeoItem item:
                WriteItem(json, item);
                break;
            case GeoList list:
                WriteArray(json, list.Items);
                break;
            case GeoTexts texts:
                WriteArray(json, texts.Texts);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case DateTimeOffset at:
                json.WriteRawValue(Quoted(GeoInstant.Write(at)), skipInputValidation: true);
                break;
            default:
                json.WriteRawValue(Quoted((string)value), skipInputValidation: true);
                break;
        }
    }

    private static void WriteItem(Utf8JsonWriter json, GeoItem item)
    {
        json.WriteStartObject();
        foreach (var (name, value) in item.Fields)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, IEnumerable<object> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            Write(json, value);
        }

        json.WriteEndArray();
    }

    // The writer's own encoders turn every character beyond the basic plane into two escapes: rare names, for instance.
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            _ = letter is '"' or '\\' ? quoted.Append('\\').Append(letter)
                : char.IsControl(letter) || letter is '\u2028' or '\u2029'
                    ? quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")
                : quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }
}
