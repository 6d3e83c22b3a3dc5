using System.Data;
using System.Data.Common;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Ledgers;
using Bandeng.Kernel.Rounds;
using Bandeng.Kernel.SqliteFile;
using Bandeng.Kernel.Trail;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Bandeng.Kernel;

/// <summary>Which database the installation runs on: <c>sqlite:FILE</c> or <c>postgres:CONNECTION</c>.</summary>
/// <param name="IsPostgres">PostgreSQL for a district, an SQLite file for a town.</param>
/// <param name="ConnectionString">What the driver is given.</param>
public sealed record DatabaseSetting(bool IsPostgres, string ConnectionString)
{
    /// <summary>The name of the setting, as an environment variable too.</summary>
    public const string Key = "BANDENG_DATABASE";

    private const string Default = "sqlite:bandeng.db";
    private const int StatementsKept = 256;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="MistakeException"><c>database.setting</c>: neither, or not a connection.</exception>
    public static DatabaseSetting Parse(string? text)
    {
        text = string.IsNullOrWhiteSpace(text) ? Default : text;
        var rest = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        try
        {
            return (text.Split(':')[0], rest.Trim()) switch
            {
                ("sqlite", not "") =>
                    new(
                        false,
                        new SqliteConnectionStringBuilder { DataSource = rest, ForeignKeys = true }.ConnectionString),
                ("postgres", not "") => new(true, Tuned(rest).ConnectionString),
                _ => throw Wrong($"not '{text.Split(':')[0]}…'"),
            };
        }
        catch (ArgumentException failure)
        {
            // Named without its text, which may hold a password.
            throw Wrong(failure.Message);
        }
    }

    // A statement that comes again is planned once a connection, and no session keeps anything that had to be reset.
    // Who says otherwise in the setting, for a pooler in between, is heard.
    private static NpgsqlConnectionStringBuilder Tuned(string connection)
    {
        var said = new DbConnectionStringBuilder { ConnectionString = connection };
        var tuned = new NpgsqlConnectionStringBuilder(connection);
        tuned.MaxAutoPrepare = said.ContainsKey("Max Auto Prepare") ? tuned.MaxAutoPrepare : StatementsKept;
        tuned.NoResetOnClose = !said.ContainsKey("No Reset On Close") || tuned.NoResetOnClose;
        return tuned;
    }

    private static MistakeException Wrong(string why) =>
        new("database.setting", $"{Key} is sqlite:FILE or postgres:CONNECTION: {why}.");
}

/// <summary>The one database, and hand-written SQL on it.</summary>
public static class Database
{
    private static readonly SqliteSession Session = new();

    // To make one anew took a tenth of a page.
    private const int UnitsKept = 64;

    public static IServiceCollection AddBandengDb(this IServiceCollection services, DatabaseSetting setting)
    {
        Rows.Register();
        return services
            .AddSingleton(setting)
            .AddSingleton<IModelPart, KernelModelPart>()
            .AddSingleton<SqlMigrator>()
            .AddScoped<Turn>()
            .AddScoped<Ledger>()
            .AddScoped<IVerification, VerifyLedger>()
            .AddSingleton<KeptConnections>()
            .AddDbContextPool<BandengDb>(options => Configure(options, setting), UnitsKept);
    }

    private static void Configure(DbContextOptionsBuilder options, DatabaseSetting setting) => (setting.IsPostgres
            ? options.UseNpgsql(setting.ConnectionString)
            : KeptConnectionOfUnit.UsedBy(options.UseSqlite(setting.ConnectionString)).AddInterceptors(Session))
        .ReplaceService<IModelCacheKeyFactory, PartsOfModel>()
        // A lost race is an outcome, not an error with a stack trace; what nobody catches, the host still logs.
        .ConfigureWarnings(events =>
            events.Ignore(
                RelationalEventId.CommandError, RelationalEventId.ConnectionError, CoreEventId.SaveChangesFailed));

    /// <summary>Reads <c>BANDENG_DATABASE</c> from the configuration.</summary>
    public static IServiceCollection AddBandengDb(this IServiceCollection services, IConfiguration configuration) =>
        services.AddBandengDb(DatabaseSetting.Parse(configuration[DatabaseSetting.Key]));

    /// <summary>
    /// Brings the tables of every registered module up to date. Safe when several hosts start at once.
    /// </summary>
    public static async Task<int> MigrateAsync(
        this BandengDb db, SqlMigrator migrator, CancellationToken cancel = default)
    {
        try
        {
            await db.Database.OpenConnectionAsync(cancel);
            // SQLite opens any file, and looks into it when it is asked something.
            await db.RowAsync<long>(db.IsPostgres() ? "select 1" : "select count(*) from sqlite_master", null, cancel);
        }
        catch (Exception failure) when (IsOfDatabase(failure))
        {
            throw new MistakeException(
                "database.away", $"{DatabaseSetting.Key} cannot be opened: {failure.GetBaseException().Message}");
        }

        return await migrator.MigrateAsync(db.Database.GetDbConnection(), cancel);
    }

    /// <summary>Opens the database for a command that needs one with its schema; a mistyped file is not made.</summary>
    /// <exception cref="MistakeException"><c>database.unready</c>.</exception>
    public static async Task EnsureReadyAsync(this BandengDb db, CancellationToken cancel)
    {
        if (db.Database.GetDbConnection() is SqliteConnection { DataSource: var file } && !File.Exists(file))
        {
            throw new MistakeException("database.unready", $"There is no {file}; ./bandeng migrate makes it.");
        }

        try
        {
            await db.Database.OpenConnectionAsync(cancel);
            await db.RowAsync<long>("select count(*) from chain_heads", null, cancel);
        }
        catch (Exception failure) when (IsOfDatabase(failure))
        {
            throw new MistakeException(
                "database.unready",
                $"{DatabaseSetting.Key} cannot be read; was it migrated? {failure.GetBaseException().Message}");
        }
    }

    /// <summary>Whether it is the database that failed; a server that does not answer comes wrapped.</summary>
    public static bool IsOfDatabase(this Exception failure) =>
        failure is DbException || failure.InnerException is DbException;

    /// <summary>Whether it is away, full or held, which will pass, and not a statement that is wrong.</summary>
    public static bool IsDatabaseAway(this Exception failure) =>
        (failure as DbException ?? failure.InnerException as DbException) switch
        {
            PostgresException told => told.IsTransient || told.SqlState is PostgresErrorCodes.DiskFull
                or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidPassword
                or PostgresErrorCodes.InvalidAuthorizationSpecification
                or PostgresErrorCodes.ObjectNotInPrerequisiteState,
            NpgsqlException => true,
            SqliteException { SqliteErrorCode: var code } =>
                code is SqliteBusy or SqliteReadOnly or SqliteIo or SqliteFull or SqliteCannotOpen,
            _ => false,
        };

    private const int SqliteBusy = 5;
    private const int SqliteReadOnly = 8;
    private const int SqliteIo = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    /// <summary>
    /// Hand-written SQL into records, on the connection of this unit of work and inside its transaction.
    /// </summary>
    public static async Task<IReadOnlyList<TRow>> RowsAsync<TRow>(
        this BandengDb db, string sql, object? parameters, CancellationToken cancel) =>
        [.. await (await db.ConnectionAsync(cancel)).QueryAsync<TRow>(db.Command(sql, parameters, cancel))];

    /// <summary>The first row, or null.</summary>
    public static async Task<TRow?> RowAsync<TRow>(
        this BandengDb db, string sql, object? parameters, CancellationToken cancel) =>
        await (await db.ConnectionAsync(cancel)).QueryFirstOrDefaultAsync<TRow>(db.Command(sql, parameters, cancel));

    /// <summary>Several questions in one breath; what comes back is read in their order and closed.</summary>
    public static async Task<SqlMapper.GridReader> AnswersAsync(
        this BandengDb db, string sql, object? parameters, CancellationToken cancel) =>
        await (await db.ConnectionAsync(cancel)).QueryMultipleAsync(db.Command(sql, parameters, cancel));

    /// <summary>A statement of hand-written SQL; says how many rows it touched.</summary>
    public static async Task<int> ExecuteAsync(
        this BandengDb db, string sql, object? parameters, CancellationToken cancel)
    {
        var connection = await db.ConnectionAsync(cancel);
        var rows = await connection.ExecuteAsync(db.Command(sql, parameters, cancel));
        if (db.Database.CurrentTransaction is null)
        {
            await SqliteSession.FlushedAsync(connection);
        }

        return rows;
    }

    // One that is kept is opened for the whole unit of work; PostgreSQL's go back to their pool after each statement.
    private static async ValueTask<DbConnection> ConnectionAsync(this BandengDb db, CancellationToken cancel)
    {
        var connection = db.Database.GetDbConnection();
        if (connection is KeptConnection { State: not ConnectionState.Open })
        {
            await db.Database.OpenConnectionAsync(cancel);
        }

        return connection;
    }

    /// <summary>Whether this is PostgreSQL, where the two dialects must differ.</summary>
    public static bool IsPostgres(this BandengDb db) => db.Database.GetDbConnection() is NpgsqlConnection;

    /// <summary>
    /// The condition that a column is one of a list, for hand-written SQL: PostgreSQL is given the array as it is, for
    /// SQLite the list is written out (a few hundred at most).
    /// </summary>
    /// <param name="list">The name of the parameter, an array.</param>
    public static string In(this BandengDb db, string column, string list) =>
        db.IsPostgres() ? $"{column} = any(@{list})" : $"{column} in @{list}";

    private static CommandDefinition Command(
        this BandengDb db, string sql, object? parameters, CancellationToken cancel) =>
        new(sql, parameters, db.Database.CurrentTransaction?.GetDbTransaction(), cancellationToken: cancel);
}
