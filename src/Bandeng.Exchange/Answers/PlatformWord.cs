using System.Globalization;
using System.Text.Json;

namespace Bandeng.Exchange.Answers;

/// <summary>What a platform says of an answer, in the envelope that most of them use.</summary>
/// <param name="Taken"><c>success</c>; null where it says nothing of it.</param>
/// <param name="Code"><c>code</c>, where it is a number.</param>
/// <param name="Told">Code and message for people; at most 200 characters.</param>
internal sealed record PlatformWord(bool? Taken, int? Code, string? Told)
{
    private const int TellMax = 200;

    private static readonly string[] ToldIn = ["code", "message", "msg"];

    /// <summary>The word, or null where the body is no JSON object.</summary>
    public static PlatformWord? Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object ? Of(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PlatformWord Of(JsonElement root)
    {
        var success = TextIn(root, "success");
        return new(
            success.Length == 0 ? null : success is "1" || success.Equals("true", StringComparison.OrdinalIgnoreCase),
            int.TryParse(TextIn(root, "code"), CultureInfo.InvariantCulture, out var code) ? code : null,
            Cut(string.Join(' ', ToldIn.Select(name => TextIn(root, name)).Where(text => text.Length > 0))));
    }

    /// <summary>A word that a database can keep; null where nothing is said.</summary>
    public static string? Cut(string? text)
    {
        var told = (text ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        return told.Length == 0 ? null
            : told.Length <= TellMax ? told
            : told[..(char.IsHighSurrogate(told[TellMax - 1]) ? TellMax - 1 : TellMax)];
    }

    // Half of a letter is no text, and says nothing.
    private static string TextIn(JsonElement root, string name)
    {
        try
        {
            return root.TryGetProperty(name, out var value) ? value.ToString() : "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
