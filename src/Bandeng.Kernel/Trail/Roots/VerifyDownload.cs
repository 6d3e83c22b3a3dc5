using System.Globalization;
using System.Text.Json;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>
/// Checks a downloaded chain without any database: numbers, hashes, and the way up to every root in the file.
/// </summary>
public static class VerifyDownload
{
    /// <summary>What was found.</summary>
    /// <param name="Fault">The first broken record in words; null when everything holds.</param>
    public sealed record Report(long Chain, long Events, long Roots, string? Fault);

    private sealed record RootLine(RootProof Root);

    /// <param name="key">The installation's public key in PEM; null: signatures are not looked at.</param>
    public static Report Run(IEnumerable<string> lines, string? key)
    {
        var hashes = new List<string>();
        var (chain, roots, line) = (0L, 0L, 0);
        foreach (var text in lines)
        {
            line++;
            string? fault;
            try
            {
                using var json = JsonDocument.Parse(text);
                if (line == 1)
                {
                    fault = Begin(json.RootElement, out chain);
                }
                else if (json.RootElement.TryGetProperty("root", out _))
                {
                    fault = FaultOf(
                        JsonSerializer.Deserialize<RootLine>(text, TrailDownload.Json)!.Root, chain, hashes, key);
                    roots++;
                }
                else
                {
                    fault = FaultOf(JsonSerializer.Deserialize<TrailLine>(text, TrailDownload.Json)!, chain, hashes);
                }
            }
            catch (Exception torn) when (torn is JsonException or FormatException)
            {
                fault = "it cannot be read";
            }

            if (fault is not null)
            {
                return new(
                    chain, hashes.Count, roots, string.Create(CultureInfo.InvariantCulture, $"line {line}: {fault}"));
            }
        }

        return new(chain, hashes.Count, roots, hashes.Count == 0 ? "there is no event in it" : null);
    }

    private static string? Begin(JsonElement head, out long chain)
    {
        chain = 0;
        return head.TryGetProperty("bandeng", out var what) && what.ValueEquals("trail")
            && head.GetProperty("chain").TryGetInt64(out chain)
            ? null
            : "this is no trail of Bandeng";
    }

    private static string? FaultOf(TrailLine next, long chain, List<string> hashes)
    {
        var before = hashes.Count == 0 ? TrailEvent.Genesis : hashes[^1];
        var fault = next.Chain != chain ? $"event {next.Seq} is of another chain"
            : next.Seq != hashes.Count + 1 ? $"event {hashes.Count + 1} is missing"
            : next.PrevHash != before ? $"event {next.Seq} does not stand on the one before"
            : next.Hash != next.ComputeHash() ? $"event {next.Seq} was changed"
            : null;
        hashes.Add(next.Hash);
        return fault;
    }

    private static string? FaultOf(RootProof root, long chain, List<string> hashes, string? key) =>
        root.Seq < 1 || root.Seq > hashes.Count || hashes[(int)root.Seq - 1] != root.Head
            ? $"the root of {root.Day} stands on an event {root.Seq} that is not this one"
        : !MerkleTree.Holds(
            RootLeaf.BytesOf(chain, root.Seq, root.Head), (int)root.Place, (int)root.Chains,
            [.. root.Path.Select(Convert.FromHexString)], Convert.FromHexString(root.Hash))
            ? $"event {root.Seq} is not under the root of {root.Day}"
        : key is not null
        && !RootKey.IsSignedWith(key, ChainRoot.Message(root.Day, root.Chains, root.Hash), root.Signature)
            ? $"the root of {root.Day} was not signed with this key"
        : null;
}
