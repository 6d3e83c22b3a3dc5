using Bandeng.Households.Queries;
using Bandeng.Households.Telling;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households.Tests;

/// <summary>A household has one head; with another one, what the others are to them is asked anew.</summary>
public abstract class HeadContract(Engine engine) : IAsyncLifetime
{
    private const string Phone = "13907380001";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AreaCode House = AreaCode.Parse("431302001001001005");
    private static readonly Viewer Clerk = Post("431302001001");

    private HouseholdSite _site = null!;
    private Guid _door;

    public async ValueTask InitializeAsync()
    {
        _site = await HouseholdSite.StartAsync(engine);
        await using var act = _site.Scope();
        var db = act.ServiceProvider.GetRequiredService<BandengDb>();
        await db.ExecuteAsync(
            "update place_codes set area_code = @Value where place_id = (select id from places where name = '5号楼')",
            new { House.Value }, None);
        await db.ExecuteAsync("update places set area_code = @Value where name = '5号楼'", new { House.Value }, None);
        await _site.PeopleAsync(
            $"姓名,社区,小区,楼栋,单元,房号,与户主关系,联系电话\n周大山,街心,桥头小区,5号楼,1,301,户主,{Phone}\n"
            + "陈秀英,街心,桥头小区,5号楼,1,301,配偶,\n周小满,街心,桥头小区,5号楼,1,301,女,\n");
        _door = (await _site.RowsAsync<Guid>("select id from dwellings where room = '301'"))[0];
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_form_gives_no_household_a_second_head()
    {
        var household = (await PeopleAsync())[0].HouseholdId;
        Assert.Equal("household.headed", await JoinAsync(household, "周来客", "户主"));
        Assert.Equal("household.headed", await JoinAsync(household, "周来客", " 本人 "));
        Assert.Equal(3, await _site.CountAsync("select count(*) from residents"));

        Assert.Equal("", await JoinAsync(household, "周来客", "租户"));
        Assert.Equal("", await JoinAsync(null, "吴另户", "户主"));
        Assert.Equal(2, await _site.CountAsync("select count(*) from households"));
    }

    [Fact]
    public async Task Another_head_is_one_act_that_asks_everybody_else_anew()
    {
        var (head, wife) = (await OfAsync("周大山"), await OfAsync("陈秀英"));
        Assert.Equal("place.unknown", await RelateAsync(wife, "户主", Post("431302001002")));
        Assert.Equal("resident.relation-none", await RelateAsync(wife, " "));
        Assert.Equal("resident.relation", await RelateAsync(wife, new string('长', 21)));
        Assert.Equal("", await RelateAsync(wife, "户主"));
        Assert.Equal("place.overtaken", await RelateAsync(wife, "户主"));
        Assert.Equal([("周大山", ""), ("周小满", ""), ("陈秀英", "户主")], await RelationsAsync());

        // A form that was opened before does not set the former head's relation to somebody else's.
        Assert.Equal("place.overtaken", await RelateAsync(head, "父亲"));
        Assert.Equal("", await RelateAsync(await OfAsync("周大山"), "配偶"));
        Assert.Equal("", await RelateAsync(await OfAsync("周小满"), "女"));
        Assert.Equal([("周大山", "配偶"), ("周小满", "女"), ("陈秀英", "户主")], await RelationsAsync());
        Assert.Equal(
            ["household.head", "resident.relate", "resident.relate"],
            await _site.RowsAsync<string>("select action from trail_events where action in ('household.head', 'resident.relate') order by action"));
    }

    [Fact]
    public async Task After_a_head_who_left_the_next_one_asks_anew_too()
    {
        var head = await OfAsync("周大山");
        Assert.Equal(
            "", await DoAsync(keep => keep.LeaveAsync(head.MemberId, head.Version, new(2026, 6, 1), Clerk, None)));
        Assert.Equal([("周小满", "女"), ("陈秀英", "配偶")], await RelationsAsync());

        Assert.Equal("", await JoinAsync(head.HouseholdId, "周新主", "户主"));
        Assert.Equal([("周小满", ""), ("周新主", "户主"), ("陈秀英", "")], await RelationsAsync());
    }

    [Fact]
    public async Task A_household_that_tells_of_another_head_is_asked_of_whom_it_does_not_tell()
    {
        var (head, wife) = (await OfAsync("周大山"), await OfAsync("陈秀英"));
        await using var act = _site.Scope();
        var of = act.ServiceProvider;
        var by = await PersonAsync(of);
        HomeToTell Told(params PersonToTell[] people) =>
            new(Guid.CreateVersion7(), House, "1", "301", Tenure.Owner, people, []);
        var tell = of.GetRequiredService<TellHome>();
        Assert.Equal("telling.heads", await CodeAsync(tell.RunAsync(
            Told(new("周大山", "户主", null, null, head.MemberId), new("陈秀英", "户主", null, null, wife.MemberId)), by, None)));

        var told = Told(new("周大山", "配偶", null, null, head.MemberId), new("陈秀英", "本人", null, null, wife.MemberId));
        Assert.Equal("", await CodeAsync(tell.RunAsync(told, by, None)));
        Assert.Equal(
            "",
            await CodeAsync(
                of.GetRequiredService<DecideTelling>().TakeAsync(new(told.Id, 1, head.HouseholdId, []), Clerk, None)));

        Assert.Equal([("周大山", "配偶"), ("周小满", ""), ("陈秀英", "户主")], await RelationsAsync());
    }

    private static Viewer Post(string area) =>
        new(Guid.CreateVersion7(), "clerk", [new(Guid.CreateVersion7(), "Clerk", AreaCode.Parse(area), null, null)]);

    /// <summary>Who signed in by a code to the telephone of the head of the first day.</summary>
    private static async Task<Viewer> PersonAsync(IServiceProvider of)
    {
        var (id, box) = (Guid.CreateVersion7(), of.GetRequiredService<SecretBox>());
        await of.GetRequiredService<BandengDb>().ExecuteAsync(
            "insert into people (id, display_name, phone, phone_fingerprint, created_at, version) values (@id, '居民', @phone, @print, 1, 1)",
            new { id, phone = box.Protect(Phone), print = box.Fingerprint(Phone) }, None);
        return new(id, "居民", []);
    }

    private static async Task<string> CodeAsync(Task<Result<Guid>> act) =>
        (await act).TryGet(out _, out var refusal) ? "" : refusal.Code;

    private Task<string> JoinAsync(Guid? household, string name, string relation) =>
        DoAsync(keep => keep.JoinAsync(new(_door, household, name, null, null, null, null, relation), Clerk, None));

    private Task<string> RelateAsync(Occupant who, string relation, Viewer? by = null) =>
        DoAsync(keep => keep.RelateAsync(who.MemberId, who.Version, relation, by ?? Clerk, None));

    private async Task<string> DoAsync(Func<KeepPeople, Task<Result<Guid>>> act)
    {
        await using var scope = _site.Scope();
        return await CodeAsync(act(scope.ServiceProvider.GetRequiredService<KeepPeople>()));
    }

    private async Task<Occupant> OfAsync(string name) => (await PeopleAsync()).Single(one => one.Name == name);

    private async Task<IReadOnlyList<Occupant>> PeopleAsync()
    {
        await using var act = _site.Scope();
        var households = await act.ServiceProvider.GetRequiredService<ReadDoor>().HouseholdsAsync(_door, None);
        return [.. households.SelectMany(one => one.People)];
    }

    private async Task<IEnumerable<(string, string)>> RelationsAsync() =>
        (await PeopleAsync()).Select(one => (one.Name, one.Relation))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal);
}

public sealed class HeadOnSqlite() : HeadContract(Engine.Sqlite);

public sealed class HeadOnPostgres() : HeadContract(Engine.Postgres);
