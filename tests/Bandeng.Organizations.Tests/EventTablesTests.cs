using System.Data.Common;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// Tables of events, of whichever module: named …_events, closed to changes by the database itself, and where somebody
/// took that guard away, looked through by verify, column by column.
/// </summary>
public abstract class EventTablesTests(DemoSite site)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private bool IsPostgres => site.Services.GetRequiredService<DatabaseSetting>().IsPostgres;

    [Fact]
    public async Task Every_table_of_events_refuses_changes_and_a_change_of_any_column_is_found()
    {
        var tables = await RowsAsync(IsPostgres
            ? @"select table_name::text from information_schema.tables where table_schema = 'public' and table_name like '%\_events'"
            : @"select name from sqlite_master where type = 'table' and name like '%\_events' escape '\'");
        Assert.Contains("trail_events", tables);
        Assert.Null(await FaultAsync());
        foreach (var table in tables)
        {
            var columns = await ColumnsAsync(table);
            string[] changes = [$"delete from {table}", .. columns.Select(
                column => $"update {table} set {column} = {column}")];
            foreach (var change in IsPostgres ? changes.Append($"truncate {table} cascade") : changes)
            {
                await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync(change));
            }

            await UnguardAsync(table);
            var rows = await RowsAsync($"select count(*) || '' from {table}");
            Assert.NotEqual("0", rows.Single());
            var row = (await RowsAsync($"select cast({(IsPostgres ? "ctid" : "rowid")} as text) from {table} limit 1"))
                .Single();
            var one = IsPostgres ? "ctid" : "rowid";
            foreach (var column in columns)
            {
                await ExecuteAsync(
                    $"create table kept as select {column} as was from {table} where cast({one} as text) = '{row}'");
                row = (await RowsAsync(
                    $"update {table} set {column} = {await OtherAsync(table, column)} where cast({one} as text) = '{row}' returning cast({one} as text)")).Single();
                Assert.True(await FaultAsync() is not null, $"{table}.{column}");
                row = (await RowsAsync(
                    $"update {table} set {column} = (select was from kept) where cast({one} as text) = '{row}' returning cast({one} as text)")).Single();
                await ExecuteAsync("drop table kept");
                Assert.Null(await FaultAsync());
            }
        }
    }

    // The guards go, as somebody would make them go who owns the database.
    private async Task UnguardAsync(string table)
    {
        foreach (var trigger in await RowsAsync(IsPostgres
            ? $"select distinct trigger_name::text from information_schema.triggers where event_object_table = '{table}' "
                + $"union select tgname::text from pg_trigger where tgrelid = '{table}'::regclass and not tgisinternal"
            : $"select name from sqlite_master where type = 'trigger' and tbl_name = '{table}'"))
        {
            await ExecuteAsync(IsPostgres ? $"drop trigger {trigger} on {table}" : $"drop trigger {trigger}");
        }
    }

    private Task<IReadOnlyList<string>> ColumnsAsync(string table) => RowsAsync(IsPostgres
        ? $"select column_name::text from information_schema.columns where table_name = '{table}' order by ordinal_position"
        : $"select name from pragma_table_info('{table}')");

    private async Task<string> OtherAsync(string table, string column)
    {
        var type = (await RowsAsync(IsPostgres
            ? $"select data_type::text from information_schema.columns where table_name = '{table}' and column_name = '{column}'"
            : $"select lower(type) from pragma_table_info('{table}') where name = '{column}'")).Single();
        return type switch
        {
            "uuid" => "'0195aaaa-0000-7000-8000-000000000001'::uuid",
            "bigint" or "integer" => $"coalesce({column}, 0) + 1000000",
            "boolean" => $"not {column}",
            _ => $"coalesce({column}, '') || 'x'",
        };
    }

    private async Task<string?> FaultAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var fault = (await VerifyTrail.RunAsync(scope.ServiceProvider.GetRequiredService<BandengDb>(), Cancel))
            .Fault?.ToString();
        foreach (var check in fault is null ? scope.ServiceProvider.GetServices<IVerification>() : [])
        {
            fault ??= await check.FirstFaultAsync(Cancel);
        }

        return fault;
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<string>(sql, null, Cancel);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(sql, null, Cancel);
    }
}

public sealed class EventTablesOnSqlite(DemoSiteOnSqlite site)
    : EventTablesTests(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class EventTablesOnPostgres(DemoSiteOnPostgres site)
    : EventTablesTests(site), IClassFixture<DemoSiteOnPostgres>;
