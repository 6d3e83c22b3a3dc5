using System.Data.Common;
using Bandeng.Kernel.Moving;
using Bandeng.Kernel.Trail;
using Bandeng.Testing;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Bandeng.Kernel.Tests.Upgrade;

/// <summary>Whoever installed the first program goes on with today's, and misses no record.</summary>
public abstract class UpgradeContract(DemoSite site, Engine engine)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_of_the_first_program_is_taken_over_record_by_record()
    {
        var database = engine is Engine.Sqlite ? TestDatabase.Sqlite() : await TestDatabase.PostgresAsync();
        await using var connection = Open(DatabaseSetting.Parse(database));
        await connection.OpenAsync(Cancel);
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await using var demo = Open(scope.ServiceProvider.GetRequiredService<DatabaseSetting>());
            await demo.OpenAsync(Cancel);
            await FirstLanding.MakeAsync(connection, demo);
        }

        var columns = await ColumnsAsync(connection);
        var before = await RecordsAsync(connection, columns);
        foreach (var (table, least) in new[] { ("matters", 20), ("trail_events", 100), ("people", 10) })
        {
            Assert.InRange(before[table].Rows, least, int.MaxValue);
        }

        await using var today = site.WithWebHostBuilder(host => host.UseSetting(DatabaseSetting.Key, database));
        await using var upgraded = today.Services.CreateAsyncScope();
        Assert.True(
            await connection.ExecuteScalarAsync<long>("select count(*) from schema_history") > 2 * FirstLanding.Count);

        Assert.Equal(before, await RecordsAsync(connection, columns));
        var db = upgraded.ServiceProvider.GetRequiredService<BandengDb>();
        Assert.Null((await VerifyTrail.RunAsync(db, Cancel)).Fault);
        Assert.Null(await Counts(upgraded.ServiceProvider).FirstFaultAsync(Cancel));
    }

    private static IVerification Counts(IServiceProvider services) =>
        services.GetServices<IVerification>().Single(check => check.Name == "matters.counts");

    private static DbConnection Open(DatabaseSetting setting) =>
        setting.IsPostgres
            ? new NpgsqlConnection(setting.ConnectionString)
            : new SqliteConnection(setting.ConnectionString);

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ColumnsAsync(DbConnection connection)
    {
        var columns = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var table in await TablesOf.AllAsync(connection))
        {
            columns[table] = await TablesOf.ColumnsAsync(connection, table);
        }

        return columns;
    }

    // What is called otherwise by now.
    private static readonly Dictionary<(string, string), string> Renamed = new()
    {
        [("sign_in_codes", "phone")] = "recipient",
    };

    // Tables and columns of the first schema alone: what came later is no loss.
    private static async Task<IReadOnlyDictionary<string, TableDigest>> RecordsAsync(
        DbConnection connection, IReadOnlyDictionary<string, IReadOnlyList<string>> columns)
    {
        var records = new SortedDictionary<string, TableDigest>(StringComparer.Ordinal);
        foreach (var (table, names) in columns)
        {
            var digest = new RowDigest();
            var today = await TablesOf.ColumnsAsync(connection, table);
            await using var rows = await TablesOf.RowsAsync(
                connection, table, [.. names.Select(name => today.Contains(name) ? name : Renamed[(table, name)])]);
            while (await rows.ReadAsync(Cancel))
            {
                digest.Add(rows);
            }

            records[table] = new(digest.Rows, digest.ToString());
        }

        return records;
    }
}

public sealed class UpgradeOnSqlite(DemoSiteOnSqlite site)
    : UpgradeContract(site, Engine.Sqlite), IClassFixture<DemoSiteOnSqlite>;

public sealed class UpgradeOnPostgres(DemoSiteOnPostgres site)
    : UpgradeContract(site, Engine.Postgres), IClassFixture<DemoSiteOnPostgres>;
