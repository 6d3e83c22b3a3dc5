using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bandeng.Kernel.Moving;

/// <summary>
/// A digest of the rows of a table, whatever their order and whichever engine holds them: SHA-256 of each row, added up
/// modulo 2^256, so that no row can be left out, doubled or changed unseen.
/// </summary>
public sealed class RowDigest
{
    private readonly byte[] _sum = new byte[32];

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes a row, values in the order of the columns, as either driver reads them.</summary>
    public void Add(DbDataReader row)
    {
        var text = new StringBuilder();
        for (var i = 0; i < row.FieldCount; i++)
        {
            var value = Written(row.GetValue(i));
            text.Append(value?.Length ?? -1).Append(':').Append(value);
        }

        Add(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        Rows++;
    }

    /// <summary>64 digits of hex.</summary>
    public override string ToString() => Convert.ToHexString(_sum);

    private void Add(byte[] hash)
    {
        var carry = 0;
        for (var i = _sum.Length - 1; i >= 0; i--)
        {
            carry += _sum[i] + hash[i];
            _sum[i] = (byte)carry;
            carry >>= 8;
        }
    }

    // As SQLite keeps them: ids as text in upper case, flags as 0 and 1.
    private static string? Written(object value) => value switch
    {
        DBNull => null,
        string text => text,
        Guid id => id.ToString().ToUpperInvariant(),
        bool flag => flag ? "1" : "0",
        byte[] bytes => Convert.ToHexString(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is in no table."),
    };
}
