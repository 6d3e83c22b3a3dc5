using Bandeng.Kernel.SqliteFile;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.Tests;

/// <summary>One unit of work leaves nothing to the next but an open connection and planned statements.</summary>
public sealed class KeptConnectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_and_its_statements_serve_the_next_unit_of_work()
    {
        await using var services = await OpenAsync();
        var first = await UseAsync(services, "select 1");

        Assert.Same(first, await UseAsync(services, "select 1"));
        Assert.Same(first, await UseAsync(services, "select 2"));
    }

    [Fact]
    public async Task A_statement_that_comes_again_has_its_own_values()
    {
        await using var services = await OpenAsync();
        for (var number = 1L; number <= 3; number++)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
            Assert.Equal(number, await db.RowAsync<long>("select @number", new { number }, Cancel));
            Assert.Equal(
                [number, 9],
                await db.RowsAsync<long>("select @number union all select @other", new { number, other = 9L }, Cancel));
        }
    }

    [Fact]
    public async Task What_was_left_half_done_is_undone_and_its_connection_not_used_again()
    {
        await using var services = await OpenAsync();
        await UseAsync(services, "create table slips (words text) strict");
        System.Data.Common.DbConnection used;
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
            used = db.Database.GetDbConnection();
            await db.ExecuteAsync("begin transaction", null, Cancel);
            await db.ExecuteAsync("insert into slips values ('half')", null, Cancel);
        }

        await using var after = services.CreateAsyncScope();
        var next = after.ServiceProvider.GetRequiredService<BandengDb>();
        Assert.NotSame(used, next.Database.GetDbConnection());
        Assert.Equal(0, await next.RowAsync<long>("select count(*) from slips", null, Cancel));
    }

    [Fact]
    public async Task More_statements_than_are_kept_do_no_harm_and_the_same_twice_at_once_are_two()
    {
        await using var services = await OpenAsync();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
        for (var i = 0L; i < 400; i++)
        {
            Assert.Equal(i, await db.RowAsync<long>($"select {i}", null, Cancel));
        }

        using var one = db.Database.GetDbConnection().CreateCommand();
        using var other = db.Database.GetDbConnection().CreateCommand();
        (one.CommandText, other.CommandText) = ("select 7", "select 7");
        using var reader = one.ExecuteReader();
        Assert.Equal(7L, other.ExecuteScalar());
        Assert.True(reader.Read());
    }

    [Fact]
    public async Task Many_at_once_each_have_their_own()
    {
        await using var services = await OpenAsync();
        await UseAsync(services, "create table counts (number integer) strict");

        await Parallel.ForAsync(0, 200, Cancel, async (number, cancel) =>
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<BandengDb>()
                .ExecuteAsync("insert into counts values (@number)", new { number = (long)number }, cancel);
        });

        await using var after = services.CreateAsyncScope();
        Assert.Equal(199 * 200 / 2, await after.ServiceProvider.GetRequiredService<BandengDb>()
            .RowAsync<long>("select sum(number) from counts", null, Cancel));
    }

    private static async Task<ServiceProvider> OpenAsync() =>
        new ServiceCollection().AddSingleton(TimeProvider.System)
            .AddBandengDb(await Engine.Sqlite.CreateAsync()).BuildServiceProvider();

    private static async Task<KeptConnection> UseAsync(ServiceProvider services, string sql)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
        await db.ExecuteAsync(sql, null, Cancel);
        return Assert.IsType<KeptConnection>(db.Database.GetDbConnection());
    }
}
