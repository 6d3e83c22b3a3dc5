using Bandeng.Kernel;
using Dapper;
using Npgsql;
using Xunit;

namespace Bandeng.Testing;

/// <summary>Fresh, empty databases of either kind, as <c>BANDENG_DATABASE</c> names them.</summary>
public static class TestDatabase
{
    /// <summary>Seconds for making a database: a loaded server first brings what it holds onto the disk.</summary>
    internal const int Patience = 300;

    public static string Sqlite() =>
        $"sqlite:{Path.Combine(Path.GetTempPath(), $"bandeng-{Guid.CreateVersion7():N}.db")}";

    public static async Task<string> PostgresAsync()
    {
        var server = Environment.GetEnvironmentVariable("BANDENG_TEST_POSTGRES");
        Assert.SkipWhen(server is null, "./test starts a PostgreSQL server and sets BANDENG_TEST_POSTGRES.");

        var name = $"t{Guid.CreateVersion7():N}";
        await using var admin = new NpgsqlConnection(server);
        await admin.ExecuteAsync($"create database {name}", commandTimeout: Patience);
        return $"postgres:{new NpgsqlConnectionStringBuilder(server)
        {
            Database = name,
            // Hundreds of databases live in one run, and each soon lets go of what it does not use.
            ConnectionIdleLifetime = 2,
            ConnectionPruningInterval = 1,
        }.ConnectionString}";
    }
}

/// <summary>Which engine a contract test runs on.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

public static class Engines
{
    public static async Task<DatabaseSetting> CreateAsync(this Engine engine) => DatabaseSetting.Parse(engine switch
    {
        Engine.Sqlite => TestDatabase.Sqlite(),
        Engine.Postgres => await TestDatabase.PostgresAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, null),
    });
}
