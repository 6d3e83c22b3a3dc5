using System.Security.Cryptography;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>
/// One hash over many leaves, and for each leaf the few hashes that show it is under it.
/// </summary>
/// <remarks>
/// RFC 6962, section 2.1: SHA-256, a leaf hashed behind the byte 0, a node behind the byte 1, a tree of n leaves split
/// at the largest power of two below n. Root O(n), a path O(n) to find and O(log n) to check.
/// </remarks>
public static class MerkleTree
{
    private const int HashBytes = 32;

    /// <summary>The root of no leaves or more; 32 bytes.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> leaves) => leaves.Count switch
    {
        0 => SHA256.HashData([]),
        1 => SHA256.HashData([0, .. leaves[0]]),
        _ => Node(Root([.. leaves.Take(Split(leaves.Count))]), Root([.. leaves.Skip(Split(leaves.Count))])),
    };

    /// <summary>The hashes beside the way from a leaf up to the root, lowest first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static IReadOnlyList<byte[]> Path(int index, IReadOnlyList<byte[]> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        if (leaves.Count == 1)
        {
            return [];
        }

        var left = Split(leaves.Count);
        return index < left
            ? [.. Path(index, [.. leaves.Take(left)]), Root([.. leaves.Skip(left)])]
            : [.. Path(index - left, [.. leaves.Skip(left)]), Root([.. leaves.Take(left)])];
    }

    /// <summary>Whether a leaf stands at a place among so many under this root.</summary>
    public static bool Holds(byte[] leaf, int index, int count, IReadOnlyList<byte[]> path, byte[] root) =>
        index >= 0 && index < count && path.All(hash => hash.Length == HashBytes)
        && Climb(SHA256.HashData([0, .. leaf]), index, count, path) is { } top && top.AsSpan().SequenceEqual(root);

    private static byte[]? Climb(byte[] leaf, int index, int count, IReadOnlyList<byte[]> path)
    {
        if (count == 1)
        {
            return path is [] ? leaf : null;
        }

        if (path is [])
        {
            return null;
        }

        var left = Split(count);
        IReadOnlyList<byte[]> below = [.. path.SkipLast(1)];
        return index < left
            ? Climb(leaf, index, left, below) is { } own ? Node(own, path[^1]) : null
            : Climb(leaf, index - left, count - left, below) is { } other ? Node(path[^1], other) : null;
    }

    private static int Split(int count)
    {
        var left = 1;
        while (left * 2 < count)
        {
            left *= 2;
        }

        return left;
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
