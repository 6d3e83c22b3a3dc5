using Bandeng.Kernel;
using Bandeng.Matters.UseCases;
using Bandeng.Testing;
using static Bandeng.Matters.Life.MatterAction;
using static Bandeng.Matters.Tests.Neighbourhood;

namespace Bandeng.Matters.Tests;

/// <summary>Who learns what of a matter: strangers, its raiser, who handles it and the offices.</summary>
public abstract class SightContract
{
    private readonly Neighbourhood _here;

    protected SightContract(DemoSite site)
    {
        _here = new(site);
        // A Monday with five working days after it.
        _here.At("2026-06-08T09:00");
    }

    [Fact]
    public async Task An_id_that_stands_in_an_address_brings_a_stranger_no_code()
    {
        var request = new RaiseRequest { Id = Guid.CreateVersion7(), Detail = "垃圾又没人清", Area = Community };
        Sure(await _here.RaiseAsync("", request));

        Assert.Equal("matter.id-taken", Refusal(await _here.RaiseAsync("", request with { Detail = "随便写的" })));
        Assert.Equal("matter.id-taken", Refusal(await _here.RaiseAsync("clerk2", request with { Detail = "随便写的" })));
        await _here.DoAsync(request.Id.Value, LetOut, "clerk");
        Assert.Equal("matter.id-taken", Refusal(await _here.RaiseAsync("", request)));
    }

    [Fact]
    public async Task Other_words_under_the_same_id_are_refused_to_their_sender_too()
    {
        var request = new RaiseRequest
        {
            Id = Guid.CreateVersion7(),
            Detail = "垃圾又没人清",
            PlaceWords = "二单元门口",
            Area = Community,
        };
        var first = Sure(await _here.RaiseAsync("resident", request));
        await _here.DoAsync(first.Id, Correct, "clerk", new() { Category = "0103", InnerWords = "电梯" });

        Assert.Equal(first.Code, Sure(await _here.RaiseAsync("resident", request)).Code);
        Assert.Equal("matter.id-taken", Refusal(await _here.RaiseAsync("resident", request with { Detail = "路灯不亮" })));
        Assert.Equal(
            "matter.id-taken", Refusal(await _here.RaiseAsync("resident", request with { PlaceWords = "三单元门口" })));
    }

    [Fact]
    public async Task A_stranger_learns_the_community_and_not_the_building()
    {
        var building = await _here.BuildingAsync();
        var id = await _here.InHandAsync(new() { Detail = "楼上天天装修", Area = building.ToString() });
        var hidden = await _here.InHandAsync(
            new() { Detail = "某某在楼里存油", Area = building.ToString(), Protected = true });
        var open = await _here.InHandAsync(new() { Detail = "楼道灯坏了", Area = building.ToString() });
        await _here.DoAsync(open, LetOut, "clerk");

        Assert.Null(await _here.ReadAsync(hidden, ""));
        Assert.Equal(building, (await _here.ReadAsync(hidden, "handler")).Area!.Code);
        Assert.Equal(AreaCode.Parse(Community), (await _here.ReadAsync(id, "")).Area!.Code);
        Assert.All((await _here.ReadAsync(id, "")).History, line => Assert.DoesNotContain("area", line.Facts.Keys));
        Assert.Equal(building, (await _here.ReadAsync(id, "handler")).Area!.Code);
        Assert.Equal(building, (await _here.ReadAsync(open, "")).Area!.Code);
    }

    [Theory]
    [InlineData("court", true)]
    [InlineData("discipline", true)]
    [InlineData("petition", false)]
    public async Task What_belongs_to_courts_or_discipline_is_routed_out_and_sealed(string reason, bool isSealed)
    {
        var id = await _here.RaisedAsync(request: new() { Title = "举报某人", Detail = "某某收了钱", Area = Community });
        await _here.DoAsync(id, Redirect, "clerk", new() { Reason = reason, Words = "请向纪检监察机关反映，地址和电话见附页。" });

        foreach (var reader in new[] { "clerk", "town", "leader", "auditor" })
        {
            var sheet = await _here.ReadAsync(id, reader);
            var read = $"{sheet.Title} {sheet.Detail} {string.Join(' ', sheet.History.SelectMany(line => line.Words.Concat(line.InnerWords)))}";
            Assert.Equal((reader, isSealed), (reader, !read.Contains("收了钱", StringComparison.Ordinal)));
            Assert.Equal((reader, isSealed), (reader, read.Contains("已封存", StringComparison.Ordinal)));
        }

        var own = await _here.ReadAsync(id, "resident");
        Assert.Equal(("举报某人", "某某收了钱"), (own.Title, own.Detail));
        Assert.Contains(
            own.History, line => line.Words.Any(words => words.Contains("地址和电话", StringComparison.Ordinal)));
        Assert.Equal(
            isSealed ? "matter.not-public" : "went through to Redirected",
            await _here.RefusedAsync(id, LetOut, "clerk"));
    }

    [Fact]
    public async Task A_merged_matter_keeps_every_number_and_shows_them_to_the_office_alone()
    {
        async Task<Guid> OrderAsync(string number) => Sure(await _here.RaiseAsync("clerk", new()
        {
            Detail = $"{number} 路灯不亮",
            Area = Community,
            IsForSomebodyElse = true,
            Name = "某某",
            OutsideNumber = number,
            Platform = "12345",
        })).Id;
        var (lead, other) = (await OrderAsync($"LX{Guid.CreateVersion7():N}"), await OrderAsync(
            $"LY{Guid.CreateVersion7():N}"));
        await _here.DoAsync(other, Merge, "clerk", new() { Target = lead });

        Assert.Equal(["LX", "LY"], (await _here.ReadAsync(lead, "clerk")).Numbers.Select(number => number.Number[..2]));
        Assert.Empty((await _here.ReadAsync(lead, "")).Numbers);
    }

    [Fact]
    public async Task Who_may_not_learns_nothing()
    {
        var id = await _here.RaisedAsync();

        Assert.Equal("matter.unknown", await _here.RefusedAsync(id, Accept, ""));
        Assert.Equal("matter.unknown", await _here.RefusedAsync(id, Accept, "clerk2"));
        Assert.Equal("matter.not-yours", await _here.RefusedAsync(id, Accept, "leader"));
        Assert.Null((await _here.ReadAsync(id, "clerk2")).Title);
    }

    private static string Refusal<T>(Kernel.Result<T> result)
        where T : notnull => result.TryGet(out _, out var refusal) ? "went through" : refusal.Code;
}

public sealed class SightOnSqlite(DemoSiteOnSqlite site) : SightContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class SightOnPostgres(DemoSiteOnPostgres site) : SightContract(site), IClassFixture<DemoSiteOnPostgres>;
