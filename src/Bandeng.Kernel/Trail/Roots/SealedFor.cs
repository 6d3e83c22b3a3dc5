using System.Security.Cryptography;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>
/// Closes bytes for the holder of one key, as files that travel by hand need: a fresh P-256 key agrees with the
/// holder's (ECDH), HKDF-SHA256 makes of it the key of AES-256-GCM. The fresh public key stands before the closed
/// bytes.
/// </summary>
public static class SealedFor
{
    private const int PointBytes = 91; // SubjectPublicKeyInfo of a P-256 key
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    /// <summary>SHA-256 over a public key in hex, for people to compare; null when it is no P-256 key.</summary>
    public static string? Fingerprint(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var isP256 = key.ExportParameters(false).Curve.Oid is { FriendlyName: "nistP256" or "ECDSA_P256" }
                or { Value: "1.2.840.10045.3.1.7" };
            return isP256 ? Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())) : null;
        }
        catch (Exception spoilt) when (spoilt is ArgumentException or CryptographicException)
        {
            return null;
        }
    }

    /// <param name="pem">The public key of who may open it.</param>
    public static byte[] Close(string pem, byte[] plain)
    {
        using var theirs = ECDiffieHellman.Create();
        theirs.ImportFromPem(pem);
        using var fresh = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = fresh.ExportSubjectPublicKeyInfo();
        var (nonce, tag, closed) =
            (RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes], new byte[plain.Length]);
        using var cipher = new AesGcm(Agree(fresh, theirs.PublicKey, point), TagBytes);
        cipher.Encrypt(nonce, plain, closed, tag, point);
        return [.. point, .. nonce, .. tag, .. closed];
    }

    internal static byte[]? Open(ECDsa own, byte[] closed)
    {
        if (closed.Length < PointBytes + NonceBytes + TagBytes)
        {
            return null;
        }

        try
        {
            var point = closed[..PointBytes];
            using var mine = ECDiffieHellman.Create(own.ExportParameters(true));
            using var fresh = ECDiffieHellman.Create();
            fresh.ImportSubjectPublicKeyInfo(point, out _);
            var rest = closed.AsSpan(PointBytes);
            var plain = new byte[rest.Length - NonceBytes - TagBytes];
            using var cipher = new AesGcm(Agree(mine, fresh.PublicKey, point), TagBytes);
            cipher.Decrypt(
                rest[..NonceBytes], rest[(NonceBytes + TagBytes)..], rest.Slice(NonceBytes, TagBytes), plain, point);
            return plain;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Agree(ECDiffieHellman one, ECDiffieHellmanPublicKey other, byte[] point) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, one.DeriveRawSecretAgreement(other), KeyBytes, point,
            "bandeng-packet"u8.ToArray());
}
