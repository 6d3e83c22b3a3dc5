using System.Data.Common;
using Dapper;

namespace Bandeng.Kernel.Moving;

/// <summary>A script of a module that has run in a database.</summary>
internal sealed record SchemaStep(string Module, long Number)
{
    public static async Task<IReadOnlyList<SchemaStep>> AllAsync(DbConnection connection) =>
        [.. (await connection.QueryAsync<SchemaStep>("select module, number from schema_history"))
            .OrderBy(step => step.Module, StringComparer.Ordinal).ThenBy(step => step.Number)];
}
