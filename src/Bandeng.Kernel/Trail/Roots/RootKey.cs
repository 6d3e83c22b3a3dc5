using System.Security.Cryptography;

namespace Bandeng.Kernel.Trail.Roots;

/// <summary>The installation's own key, with which it signs the roots it publishes. Lies in the data folder.</summary>
public sealed class RootKey(DataFolder folder)
{
    private const string Name = "roots.pem";

    private readonly Lazy<ECDsa> _key = new(() => Read(folder));

    /// <summary>As PEM, for everyone.</summary>
    public string Public => _key.Value.ExportSubjectPublicKeyInfoPem();

    /// <summary>Base64 of r and s.</summary>
    public string Sign(byte[] message) =>
        Convert.ToBase64String(_key.Value.SignData(message, HashAlgorithmName.SHA256));

    /// <summary>
    /// Opens what was closed for this installation by <see cref="SealedFor.Close"/>; null when it was not.
    /// </summary>
    public byte[]? Open(byte[] closed) => SealedFor.Open(_key.Value, closed);

    /// <summary>Whether a public key in PEM signed this.</summary>
    public static bool IsSignedWith(string pem, byte[] message, string signature)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.VerifyData(message, Convert.FromBase64String(signature), HashAlgorithmName.SHA256);
        }
        catch (Exception spoilt) when (spoilt is ArgumentException or FormatException or CryptographicException)
        {
            return false;
        }
    }

    private static ECDsa Read(DataFolder folder)
    {
        var file = Path.Combine(folder.Inside("keys"), Name);
        if (!File.Exists(file))
        {
            Create(file);
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    // Written aside and moved: of two nodes that start at once, the first to move wins and both read the same key.
    private static void Create(string file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var aside = $"{file}.{Guid.CreateVersion7():N}";
        using (var stream = Backups.Files.OwnerOnly(aside))
        using (var text = new StreamWriter(stream))
        {
            text.Write(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            File.Move(aside, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(aside);
        }
    }
}
