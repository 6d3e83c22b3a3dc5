using System.Data.Common;
using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Dapper;

namespace Bandeng.Matters.Importing;

/// <summary>
/// The catalogue that a new installation begins with; an office brings its own by <c>import categories</c>.
/// </summary>
internal sealed class StarterCatalogue(TimeProvider clock) : IFirstRows
{
    private const string Resource = "starter/categories.csv";

    public async Task FillAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        if (await connection.ExecuteScalarAsync<long>("select count(*) from categories", transaction: transaction) > 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var (line, from) in Dated())
        {
            await connection.ExecuteAsync(CategoryRows.Insert, CategoryRows.Row(line, from, now), transaction);
        }
    }

    /// <summary>Every line of it, first levels before their children.</summary>
    public static IReadOnlyList<CategoryLine> Lines() => [.. Dated().Select(dated => dated.Line)];

    // Imported matters are years old: the pack says from when its entries hold, long before any of them.
    private static List<(CategoryLine Line, DateOnly From)> Dated()
    {
        using var table = TableFile.Read(
            new StreamReader(typeof(StarterCatalogue).Assembly.GetManifestResourceStream(Resource)!));
        int[] at = [.. CategoryLine.Columns.Select(table.Column)];
        return
        [
            .. table.Rows().Select(row => CategoryLine.Read(row, at, out var line) is { } fault
                ? throw new InvalidOperationException($"{Resource}, line {row.Line}: {fault}")
                : (line!, DateOnly.ParseExact(
                    row.Fields[table.Column("valid_from")], "yyyy-MM-dd", CultureInfo.InvariantCulture))),
        ];
    }
}
