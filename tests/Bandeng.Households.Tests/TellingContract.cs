using Bandeng.Households.Queries;
using Bandeng.Households.Telling;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Households.Tests;

/// <summary>A household tells of itself from the code at the door, and the clerk looks before it counts.</summary>
public abstract class TellingContract(Engine engine) : IAsyncLifetime
{
    private const string Phone = "13907380001";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AreaCode House = AreaCode.Parse("431302001001001005");
    private static readonly Viewer Clerk = Post("431302001001");

    private HouseholdSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await HouseholdSite.StartAsync(engine);
        await using var act = _site.Scope();
        // As grids that were adopted would have it.
        await act.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
            "update place_codes set area_code = @Value where place_id = (select id from places where name = '5号楼')",
            new { House.Value }, None);
        await act.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
            "update places set area_code = @Value where name = '5号楼'", new { House.Value }, None);
        await _site.PeopleAsync(
            $"姓名,社区,小区,楼栋,单元,房号,与户主关系,联系电话\n周大山,街心,桥头小区,5号楼,1,301,户主,{Phone}\n周小满,街心,桥头小区,5号楼,1,301,女,\n"
            + "吴邻居,街心,桥头小区,5号楼,1,302,户主,13907380002\n");
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
    public async Task Told_corrected_and_taken_with_the_difference_before_the_clerk()
    {
        await using var act = _site.Scope();
        var of = act.ServiceProvider;
        var (mine, tell, read) =
            (of.GetRequiredService<MyHome>(), of.GetRequiredService<TellHome>(), of.GetRequiredService<ReadTellings>());
        var (head, stranger) = (await PersonAsync(of, Phone, "居民 0001"), await PersonAsync(of, "13907380009", "周大山"));
        Assert.Null(await mine.OfAsync(head.PersonId!.Value, House, None));
        await of.GetRequiredService<BandengDb>().ExecuteAsync(
            "update people set display_name = '周大山' where id = @PersonId", new { head.PersonId }, None);
        var own = (await mine.OfAsync(head.PersonId!.Value, House, None))!;
        Assert.Equal(["周大山", "周小满"], own.People.Select(one => one.Name).Order());
        Assert.DoesNotContain(Phone, own.People.Select(one => one.Phone));
        Assert.Null(await mine.OfAsync(stranger.PersonId!.Value, House, None));

        // A new telephone, a grandson who is new, the daughter who left.
        var (father, daughter) = (own.People.Single(one => one.Name == "周大山"), own.People.Single(
            one => one.Name == "周小满"));
        var number = People.Number("431302", new DateOnly(2015, 3, 2), 7);
        var told = new HomeToTell(
            Guid.CreateVersion7(), House, "1单元", "301室", Tenure.Owner,
            [new("周大山", "户主", null, "139 0738 0003", father.MemberId), new("周新孙", "孙子", number, null, null)],
            [daughter.MemberId]);
        Assert.Equal("", await CodeAsync(tell.RunAsync(told, head, None)));
        Assert.Equal("", await CodeAsync(tell.RunAsync(told, head, None)));
        Assert.Equal(1, await _site.CountAsync("select count(*) from home_tellings"));
        Assert.Equal(
            0,
            await _site.CountAsync("select count(*) from home_tellings where words like '%周%' or words like '%0738%'"));
        Assert.Equal(0, await _site.CountAsync("select count(*) from residents where name = '周新孙'"));
        Assert.Empty(await read.WaitingAsync([AreaCode.Parse("431302001002")], None));
        var row = Assert.Single(await read.WaitingAsync([AreaCode.Parse("431302001001")], None));
        Assert.Equal("桥头小区 5号楼 1单元 301", row.Door);

        var sheet = (await read.SheetAsync(told.Id, None))!;
        Assert.Equal(["phone"], sheet.Lines.Single(line => line.OnFile?.Name == "周大山").Differs);
        Assert.Null(sheet.Lines.Single(line => line.Told?.Name == "周新孙").OnFile);
        Assert.True(sheet.Lines.Single(line => line.OnFile?.Name == "周小满").SaysLeft);
        Assert.DoesNotContain("吴邻居", sheet.Lines.Select(line => line.OnFile?.Name));

        var decide = of.GetRequiredService<DecideTelling>();
        var take = new TellingToTake(told.Id, 1, sheet.Into!.Id, [daughter.MemberId]);
        Assert.Equal("place.unknown", await CodeAsync(decide.TakeAsync(take, Post("431302001002"), None)));
        Assert.Equal("place.overtaken", await CodeAsync(decide.TakeAsync(take with { Version = 9 }, Clerk, None)));
        Assert.Equal("", await CodeAsync(decide.TakeAsync(take, Clerk, None)));
        Assert.Equal("place.overtaken", await CodeAsync(decide.TakeAsync(take, Clerk, None)));
        var doors = of.GetRequiredService<ReadDoor>();
        var household = Assert.Single(
            await doors.HouseholdsAsync(
                (await _site.RowsAsync<Guid>("select id from dwellings where room = '301'"))[0], None));
        Assert.Equal(["周大山", "周新孙"], household.People.Select(one => one.Name).Order());
        Assert.Equal("139******03", household.People.Single(one => one.Name == "周大山").Phone);
        Assert.Equal(new DateOnly(2015, 3, 2), household.People.Single(one => one.Name == "周新孙").BirthDate);
        Assert.Equal("周小满", Assert.Single(household.Former).Name);
        Assert.Equal(1, await _site.CountAsync("select count(*) from households where tenure = 'Owner'"));
        Assert.Equal(
            1, await _site.CountAsync("select count(*) from home_tellings where state = 'Taken' and words is null"));
        Assert.Equal(1, await _site.CountAsync("select count(*) from notices where code = 'home.taken'"));
    }

    [Fact]
    public async Task A_stranger_gets_nobody_else_and_what_is_wrong_is_said()
    {
        await using var act = _site.Scope();
        var of = act.ServiceProvider;
        var tell = of.GetRequiredService<TellHome>();
        var stranger = await PersonAsync(of, "13907380009", "居民 0009");
        var other = (await _site.RowsAsync<Guid>("select id from household_members"))[0];
        var right = People.Number("431302", new DateOnly(1956, 7, 12), 1);
        var wrong = right[..17] + (right[17] == '5' ? '6' : '5');
        HomeToTell Told(string room, params PersonToTell[] people) =>
            new(Guid.CreateVersion7(), House, "1", room, Tenure.Tenant, people, [other]);
        Assert.Equal("telling.nobody", await CodeAsync(tell.RunAsync(Told("301"), stranger, None)));
        Assert.Equal(
            "telling.room",
            await CodeAsync(tell.RunAsync(Told("", new PersonToTell("甲", null, null, null, null)), stranger, None)));
        Assert.Equal(
            "id.check",
            await CodeAsync(
                tell.RunAsync(Told("301", new PersonToTell("甲", null, wrong, null, null)), stranger, None)));
        Assert.Equal(
            "phone.unreadable",
            await CodeAsync(tell.RunAsync(Told("301", new PersonToTell("甲", null, null, "12", null)), stranger, None)));
        Assert.Equal("telling.phone", await CodeAsync(tell.RunAsync(Told("301"), Viewer.Nobody, None)));
        Assert.Equal("telling.building", await CodeAsync(tell.RunAsync(
            Told("301", new PersonToTell("甲", null, null, null, null)) with
            {
                Building = AreaCode.Parse("431302001001001099"),
            },
            stranger, None)));

        // Whom they do not live with they cannot move out: the clerk sees the neighbour only where the door is the
        // same.
        var told = Told("301", new PersonToTell("租客甲", "", null, null, other));
        Assert.Equal("", await CodeAsync(tell.RunAsync(told, stranger, None)));
        var sheet = (await of.GetRequiredService<ReadTellings>().SheetAsync(told.Id, None))!;
        Assert.Empty(sheet.Home.Left);
        Assert.Null(sheet.Home.People[0].MemberId);
        Assert.Null(sheet.Into);
        Assert.Single(sheet.Households);
        Assert.Equal(
            "",
            await CodeAsync(
                of.GetRequiredService<DecideTelling>().ReturnAsync(told.Id, 1, TellingReason.AtTheDoor, Clerk, None)));
        var seen = Assert.Single(await of.GetRequiredService<MyHome>().ToldAsync(stranger.PersonId!.Value, None));
        Assert.Equal((TellingState.Returned, TellingReason.AtTheDoor), (seen.State, seen.Reason));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(
                "",
                await CodeAsync(
                    tell.RunAsync(Told("301", new PersonToTell("甲", null, null, null, null)), stranger, None)));
        }

        Assert.Equal(
            "telling.often",
            await CodeAsync(tell.RunAsync(Told("301", new PersonToTell("甲", null, null, null, null)), stranger, None)));
        Assert.Equal(3, await _site.CountAsync("select count(*) from home_tellings where state = 'Withdrawn'"));
        Assert.Equal(3, await _site.CountAsync("select count(*) from residents"));
    }

    private static Viewer Post(string area) =>
        new(
            Guid.CreateVersion7(), "clerk",
            [new HeldPost(Guid.CreateVersion7(), "Clerk", AreaCode.Parse(area), null, null)]);

    private static async Task<string> CodeAsync<T>(Task<Result<T>> act)
        where T : notnull => (await act).TryGet(out _, out var refusal) ? "" : refusal.Code;

    /// <summary>Somebody who signed in by a code to this telephone.</summary>
    private static async Task<Viewer> PersonAsync(IServiceProvider of, string phone, string name)
    {
        var (id, box) = (Guid.CreateVersion7(), of.GetRequiredService<SecretBox>());
        await of.GetRequiredService<BandengDb>().ExecuteAsync(
            "insert into people (id, display_name, phone, phone_fingerprint, created_at, version) values (@id, @name, @phone, @print, 1, 1)",
            new { id, name, phone = box.Protect(phone), print = box.Fingerprint(phone) }, None);
        return new(id, name, []);
    }
}

public sealed class TellingOnSqlite() : TellingContract(Engine.Sqlite);

public sealed class TellingOnPostgres() : TellingContract(Engine.Postgres);
