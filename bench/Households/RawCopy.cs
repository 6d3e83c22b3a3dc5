using System.Diagnostics;
using Npgsql;

namespace Bandeng.Households.Bench;

/// <summary>The same rows by nothing but COPY, binary, into the same tables with their keys and indexes.</summary>
internal static class RawCopy
{
    private static readonly string[] Tables =
        ["places", "place_names", "place_codes", "dwellings", "households", "residents", "household_members"];

    private static readonly string[] Counted = ["dwellings", "households", "residents", "household_members"];

    public static async Task<TimeSpan> RunAsync(NpgsqlConnection from, NpgsqlConnection to)
    {
        var took = TimeSpan.Zero;
        await using var whole = await to.BeginTransactionAsync();
        foreach (var table in Tables)
        {
            using var rows = new MemoryStream();
            await using (var source = await from.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)"))
            {
                await source.CopyToAsync(rows);
            }

            rows.Position = 0;
            var watch = Stopwatch.StartNew();
            await using (var target = await to.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)"))
            {
                await rows.CopyToAsync(target);
            }

            took += Counted.Contains(table) ? watch.Elapsed : TimeSpan.Zero;
        }

        var commit = Stopwatch.StartNew();
        await whole.CommitAsync();
        return took + commit.Elapsed;
    }
}

/// <summary>A database for one run; dropped at the end.</summary>
internal sealed class BenchDatabase(string server, string name, NpgsqlConnection connection) : IAsyncDisposable
{
    public NpgsqlConnection Connection { get; } = connection;

    public Kernel.DatabaseSetting Setting => Kernel.DatabaseSetting.Parse($"postgres:{Of(server, name)}");

    public static async Task<BenchDatabase> CreateAsync(string server, string suffix)
    {
        var name = $"bench_{suffix}_{Guid.CreateVersion7():N}";
        await using (var admin = new NpgsqlConnection(server))
        {
            await admin.OpenAsync();
            await using var create = new NpgsqlCommand($"create database {name}", admin);
            await create.ExecuteNonQueryAsync();
        }

        var connection = new NpgsqlConnection(Of(server, name));
        await connection.OpenAsync();
        return new(server, name, connection);
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await using var admin = new NpgsqlConnection(server);
        await admin.OpenAsync();
        await using var drop = new NpgsqlCommand($"drop database {name} with (force)", admin);
        await drop.ExecuteNonQueryAsync();
    }

    private static string Of(string server, string name) =>
        new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString;
}
