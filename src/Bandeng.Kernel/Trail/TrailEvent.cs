using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bandeng.Kernel.Trail;

/// <summary>
/// A row of <c>trail_events</c>. Its hash covers every column and the hash before it in the same chain.
/// </summary>
internal sealed record TrailEvent
{
    /// <summary>The area code of the community, or 0 for what concerns the installation as a whole.</summary>
    public required long Chain { get; init; }

    /// <summary>1, 2, 3… without a hole.</summary>
    public required long Seq { get; init; }

    public required Guid Id { get; init; }

    public required string SubjectKind { get; init; }

    public required Guid SubjectId { get; init; }

    public required string Action { get; init; }

    public string? FromState { get; init; }

    public string? ToState { get; init; }

    /// <summary>Null: the system itself, or somebody who did not sign in.</summary>
    public Guid? ActorId { get; init; }

    public Guid? PostId { get; init; }

    public required long At { get; init; }

    /// <summary>
    /// <c>id:commitment</c>, by commas; a third part names the subject of the text if it is another than the event's.
    /// </summary>
    public required string Words { get; init; }

    /// <summary>JSON, exactly as hashed.</summary>
    public required string Facts { get; init; }

    public required string PrevHash { get; init; }

    public string Hash { get; init; } = "";

    /// <summary>What the first event of a chain stands on.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>The columns under the hash, in order; ids in lower case.</summary>
    public string ComputeHash() => HashOf(
    [
        Number(Chain), Number(Seq), Id.ToString(), SubjectKind, SubjectId.ToString(), Action, FromState, ToState,
        ActorId?.ToString(), PostId?.ToString(), Number(At), Words, Facts, PrevHash,
    ]);

    /// <summary>SHA-256 in hex over columns, each as 4 bytes of length (big-endian, −1 for null) and UTF-8.</summary>
    public static string HashOf(IEnumerable<string?> columns)
    {
        var bytes = new ArrayBufferWriter<byte>(1_024);
        foreach (var column in columns)
        {
            Append(bytes, column);
        }

        return Convert.ToHexString(SHA256.HashData(bytes.WrittenSpan));
    }

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Append(ArrayBufferWriter<byte> bytes, string? field)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(4), field is null ? -1 : Encoding.UTF8.GetByteCount(field));
        bytes.Advance(4);
        Encoding.UTF8.GetBytes(field, bytes);
    }
}
