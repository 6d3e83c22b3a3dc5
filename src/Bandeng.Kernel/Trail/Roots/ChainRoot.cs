using System.Globalization;
using System.Text;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>The root of a day over the heads of all chains.</summary>
/// <param name="Day">The local day that it closes, as 2026-11-21.</param>
/// <param name="Hash">64 digits of hex.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over <see cref="Message"/>, r and s of 32 bytes each,
/// base64.</param>
public sealed record ChainRoot(string Day, DateTimeOffset GatheredAt, long Chains, string Hash, string Signature)
{
    /// <summary>What the installation signs.</summary>
    public static byte[] Message(string day, long chains, string hash) =>
        Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"bandeng root 1\n{day}\n{chains}\n{hash}\n"));
}

/// <summary>The head of a chain as it stood when a root was gathered.</summary>
/// <param name="Place">From 0, in the order of chains.</param>
internal sealed record RootLeaf(string Day, long Place, long Chain, long Seq, string Hash)
{
    /// <summary>As it stands under the root.</summary>
    public byte[] Bytes() => BytesOf(Chain, Seq, Hash);

    public static byte[] BytesOf(long chain, long seq, string hash) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chain} {seq} {hash}"));
}
