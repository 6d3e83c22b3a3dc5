using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Bandeng.Matters.Tracing;

/// <summary>
/// What the row of a matter says, in short: <c>version:hash</c>. Each act puts it on the trail, and verify holds the
/// row against the last.
/// </summary>
/// <remarks>
/// 128 bits of SHA-256 over the columns that say anything, by name. What is empty, 0 or false adds nothing, so a column
/// that is new changes no stamp of before. Voices are counted by others, who join meanwhile, and are left out.
/// </remarks>
internal sealed class RowStamp
{
    /// <summary>Under which name the trail keeps it.</summary>
    public const string Fact = "row";

    private const int Digits = 32;

    private const string VersionColumn = "version";

    // Every save asks: which columns there are is found out once for a model.
    private static readonly ConditionalWeakTable<IModel, RowStamp> Known = [];

    private readonly Column[] _columns;

    private readonly HashSet<string> _ids;

    private sealed record Column(string Name, Func<Matter, object?> Read);

    private RowStamp(IModel model)
    {
        var properties = model.FindEntityType(typeof(Matter))!.GetProperties().ToList();
        _columns = [.. properties.Where(property => property.Name is not (nameof(Matter.Voices) or nameof(Matter.Version)))
            .Select(Of).OrderBy(column => column.Name, StringComparer.Ordinal)];
        _ids = [.. properties
            .Where(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid))
            .Select(property => property.GetColumnName())];
    }

    public static RowStamp For(BandengDb db) => Known.GetValue(db.Model, model => new(model));

    /// <summary>Every column that a stamp is made of, the version last.</summary>
    public string Columns => string.Join(", ", [.. _columns.Select(column => column.Name), VersionColumn]);

    /// <summary>The stamp of a matter as it is about to be written.</summary>
    public string Of(Matter matter) =>
        Stamp(matter.Version, _columns.Select(column => (column.Name, Text(column.Read(matter)))));

    /// <summary>
    /// The stamp of a row as it stands in the table, however spoilt: <see cref="Columns"/> were asked for.
    /// </summary>
    public string Of(DbDataReader row) =>
        Stamp(row.GetInt64(_columns.Length), _columns.Select(
            (column, i) => (column.Name, Stored(column.Name, row.GetValue(i)))));

    private static Column Of(IProperty property)
    {
        var (getter, convert) = (property.GetGetter(), property.GetTypeMapping().Converter?.ConvertToProvider);
        return new(
            property.GetColumnName(),
            matter => getter.GetClrValue(matter) is not { } value ? null : convert is null ? value : convert(value));
    }

    private static string Stamp(long version, IEnumerable<(string Name, string Text)> columns)
    {
        var said = new StringBuilder(1_024);
        foreach (var (name, text) in columns.Where(column => column.Text is not ""))
        {
            said.Append(CultureInfo.InvariantCulture, $"{name}:{text.Length}:{text}\n");
        }

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())));
        return string.Create(CultureInfo.InvariantCulture, $"{version}:{hash[..Digits]}");
    }

    // An id is a uuid in PostgreSQL and upper-case text in SQLite; one that is written otherwise is not the one that
    // was.
    private string Stored(string name, object value) =>
        value is string text && _ids.Contains(name)
            && Guid.TryParseExact(text, "D", out var id) && !text.Any(char.IsAsciiLetterLower)
            ? Text(id)
            : Text(value);

    private static string Text(object? value) => value switch
    {
        null or DBNull or false or 0 or 0L or 0d => "",
        true => "1",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
