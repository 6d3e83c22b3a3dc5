using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bandeng.Kernel.Trail.Roots;
using Bandeng.Matters;

namespace Bandeng.Exchange.Peers;

/// <summary>
/// What travels between two installations: new orders, answers to those of the other, and how far the other's files
/// have come. Numbered in each direction, each names the one before it.
/// </summary>
/// <param name="To">Fingerprint of the key it is for.</param>
/// <param name="Previous">SHA-256 of the file before this one; empty for the first.</param>
/// <param name="Received">The last of the other's files that has come.</param>
internal sealed record Packet(
    string To, long Number, string Previous, long Received, DateTimeOffset Made, IReadOnlyList<MatterCopy> Orders,
    IReadOnlyList<PacketAnswer> Answers)
{
    private const string Format = "bandeng-packet/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>The file: its format, the signature, and the content closed for the other installation.</summary>
    public string ToFile(string theirKey, RootKey ours)
    {
        var closed = SealedFor.Close(theirKey, JsonSerializer.SerializeToUtf8Bytes(this, Json));
        return $"{Format}\n{ours.Sign(Signed(closed))}\n{Convert.ToBase64String(closed)}\n";
    }

    /// <summary>Signature and closed content of a file; null when it is none.</summary>
    public static (string Signature, byte[] Closed)? Parse(string text)
    {
        try
        {
            return text.ReplaceLineEndings("\n")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries) is [Format, var signature, var closed]
                ? (signature, Convert.FromBase64String(closed))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What a signature is over.</summary>
    public static byte[] Signed(byte[] closed) => [.. Encoding.UTF8.GetBytes(Format), 0, .. closed];

    public static string HashOf(byte[] closed) => Convert.ToHexString(SHA256.HashData(closed));

    public static Packet? Read(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<Packet>(content, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An answer in our own words.</summary>
/// <param name="Number">Of the order that it answers.</param>
internal sealed record PacketAnswer(
    Guid Id, string Number, Answers.AnswerKind Kind, DateTimeOffset At, Bandeng.Matters.Life.HandlerOutcome? Outcome,
    string? Reply, string? Reason,
    string? Basis, int? Days);
