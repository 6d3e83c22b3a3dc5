using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// A new key while two nodes serve: everything is found on both at every moment, and in the end nothing needs the old
/// one.
/// </summary>
public abstract class KeyRotationTests(DemoSite site)
{
    private const string Phone = "13800138000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_are_rotated_while_two_nodes_serve_broken_off_and_gone_on_with_and_the_old_ones_thrown_away()
    {
        await using var other = site.WithWebHostBuilder(_ => { });
        var me = await AddAsync(site.Services, "周转钥", Phone);
        var ciphers = await ColumnsAsync("phone");
        Assert.NotEmpty(ciphers);
        await LookAsync(site.Services, me);
        await LookAsync(other.Services, me);

        // Announced: both nodes still write under the old key, and know the new one before it counts.
        using var stopped = new CancellationTokenSource();
        var rotate = site.Services.GetRequiredService<RotateKeys>();
        var running = rotate.RunAsync((_, _) => stopped.Cancel(), SecretKeys.Announce, stopped.Token);
        await Task.Delay(TimeSpan.FromSeconds(2.2), Cancel);
        var later = await AddAsync(other.Services, "吴早知", "13800138001");
        Assert.DoesNotContain("bk1.", await PhoneOfAsync(later), StringComparison.Ordinal);

        site.Clock.MoveTo(site.Clock.GetUtcNow() + SecretKeys.Announce);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await LookAsync(other.Services, me);
        await LookAsync(site.Services, me);
        var newest = await AddAsync(other.Services, "郑新钥", "13800138002");
        Assert.StartsWith("bk1.", await PhoneOfAsync(newest), StringComparison.Ordinal);

        // Gone on with: the same key, and now to the end.
        var done = await rotate.RunAsync((_, _) => { }, SecretKeys.Announce, Cancel);
        Assert.Equal((1, 0), (done.Key, done.Faults.Count));
        Assert.True(done.Rows > 0);
        await LookAsync(site.Services, me);
        await LookAsync(other.Services, me);
        await NothingIsLeftAsync();
        Assert.NotEqual(ciphers, await ColumnsAsync("phone"));

        var retire = site.Services.GetRequiredService<RetireKeys>();
        Assert.Equal(
            "keys.unsettled", (await Assert.ThrowsAsync<MistakeException>(() => retire.RunAsync(Cancel))).Code);
        site.Clock.MoveTo(site.Clock.GetUtcNow().AddHours(25));
        Assert.Equal([0], await retire.RunAsync(Cancel));
        await LookAsync(site.Services, me);
        await LookAsync(other.Services, me);
        Assert.False(File.Exists(Path.Combine(site.Data, "keys", "fingerprint.key")));

        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
        Assert.Null((await VerifyTrail.RunAsync(db, Cancel)).Fault);
        Assert.Equal(
            1, await db.RowAsync<long>("select count(*) from trail_events where action = 'keys.rotate'", null, Cancel));
    }

    private static async Task<Guid> AddAsync(IServiceProvider node, string name, string phone)
    {
        await using var scope = node.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
        var box = scope.ServiceProvider.GetRequiredService<SecretBox>();
        var person = People.PersonOnFile.Of(
            Guid.CreateVersion7(), name, ClosedPhone.Of(box, phone), DateTimeOffset.UnixEpoch);
        db.Add(person);
        await db.SaveChangesAsync(Cancel);
        return person.Id;
    }

    // By its number, and opened again.
    private static async Task LookAsync(IServiceProvider node, Guid expected)
    {
        await using var scope = node.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<IPeople>();
        Assert.Equal(expected, (await people.FindByPhoneAsync(Phone, Cancel))?.Id);
        Assert.Equal(Phone, await people.PhoneAsync(expected, Cancel));
    }

    private async Task<string> PhoneOfAsync(Guid id) =>
        (await RowsAsync($"select phone from people where id = '{(IsPostgres ? id.ToString() : id.ToString().ToUpperInvariant())}'")).Single();

    private Task<IReadOnlyList<string>> ColumnsAsync(string column) =>
        RowsAsync($"select {column} from people where {column} is not null order by id");

    // No column of any table, declared or forgotten, holds what an older key closed: those begin with CfDJ8.
    private async Task NothingIsLeftAsync()
    {
        var columns = await RowsAsync(IsPostgres
            ? "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public' and data_type = 'text'"
            : "select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and c.type = 'text' collate nocase");
        Assert.Contains("people.phone", columns);
        List<string> left = [];
        foreach (var column in columns)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            if ((await RowsAsync($"select count(*) || '' from \"{table}\" where \"{name}\" like 'CfDJ8%'"))
                .Single() != "0")
            {
                left.Add(column);
            }
        }

        Assert.Empty(left);
        foreach (var standing in await site.Services.GetRequiredService<RetireKeys>().LookAsync(Cancel))
        {
            Assert.Equal((standing.Column, 0), (standing.Column, standing.Older));
        }
    }

    private bool IsPostgres => site.Services.GetRequiredService<DatabaseSetting>().IsPostgres;

    private async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<string>(sql, null, Cancel);
    }
}

public sealed class KeyRotationOnSqlite(DemoSiteOnSqlite site)
    : KeyRotationTests(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class KeyRotationOnPostgres(DemoSiteOnPostgres site)
    : KeyRotationTests(site), IClassFixture<DemoSiteOnPostgres>;
