using System.Globalization;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Importing;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Importing;

/// <summary>
/// Lives lived again among the demo's bodies, on whichever database the site runs. Every sentence is invented.
/// </summary>
public abstract class ReplayContract(DemoSite site)
{
    private const string Answered = "message_id,user,asked,title,detail,reply,replied\n";

    private readonly Neighbourhood _here = new(site);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_goes_by_its_category_at_its_own_time_and_a_receipt_settles_nothing()
    {
        var report = await ReplayAsync("lives.csv", Answered
            + "R1,U,2013-03-04 09:00:00,路灯,巷口的路灯不亮。,灯泡已换新的。,2013-03-06 10:00:00\n"
            + "R2,U,2013-03-04 09:00:00,物业服务,物业服务不到位。,来信已收悉，已转交相关部门处理。,2013-03-06 10:00:00\n"
            + "R3,U,2013-03-04 09:00:00,供水,家里停水。,昨晚已恢复。,2013-04-12 10:00:00\n"
            + "R4,U,2013-03-04 09:00:00,问一句,你们在吗。,在的，工作日都开门。,2013-03-04 15:00:00\n"
            + "R5,U,2013-03-04 09:00:00,判决,法院判决已经生效，对方不执行。,请向法院申请强制执行。,2013-03-06 10:00:00\n"
            + "R6,U,2013-03-04 09:00:00,路灯,桥头的路灯也不亮。,,\n");

        Assert.Equal(
            ["R1 Unconfirmed 0302 区城管局", "R2 Accepted 0101 桥头物业", "R3 Unconfirmed 0401 late 区水利局",
                "R4 Unconfirmed - 乐坪街道办事处", "R5 Redirected 1601 -", "R6 Accepted 0302 区城管局"],
            await RowsAsync(
                """
                select m.source_id || ' ' || m.stage || ' ' || coalesce(m.category_code, '-') || case when m.overdue then ' late ' else ' ' end
                    || coalesce(b.name, '-')
                from matters m left join bodies b on b.id = m.body_id
                where m.source = 'teddy' and m.source_id like 'R%' order by m.source_id
                """));
        Assert.Equal(["HandBack: act.acknowledgement 1"], report.Refused.Select(code => $"{code.Key} {code.Value}"));
        Assert.Equal(["Duty 3", "Kind 1", "Office 1"], report.Dispatched.Select(by => $"{by.Key} {by.Value}"));
    }

    [Fact]
    public async Task Each_act_stands_on_the_trail_at_the_time_it_was_lived()
    {
        await ReplayAsync("one.csv", Answered
            + "T1,U,2014-03-04 09:00:00,路灯,巷口的路灯不亮。,灯泡已换新的。,2014-03-06 10:00:00\n");

        var acts = await RowsAsync(
            """
            select e.action || ' ' || e.at from trail_events e join matters m on m.id = e.subject_id
            where m.source_id = 'T1' order by e.seq
            """);

        string[] expected =
        [
            "matter.Raise 2014-03-04T09:00", "matter.Accept 2014-03-04T09:00", "matter.Dispatch 2014-03-04T09:00",
            "matter.SignFor 2014-03-04T09:00", "matter.HandBack 2014-03-06T10:00", "matter.PassCheck 2014-03-06T10:00",
            // Fifteen working days after the answer; 2014 has no official calendar here, so Monday to Friday.
            "matter.LeaveUnconfirmed 2014-03-27T18:00",
        ];
        Assert.Equal(expected.Select(InMilliseconds), acts);
        Assert.Null(await _here.InScopeAsync(async services =>
            (await VerifyTrail.RunAsync(services.GetRequiredService<BandengDb>(), Cancel)).Fault));
    }

    private static string InMilliseconds(string act)
    {
        var (name, at) = (act.Split(' ')[0], DateTime.Parse(act.Split(' ')[1], CultureInfo.InvariantCulture));
        return $"{name} {ChinaTime.ToInstant(at).ToUnixTimeMilliseconds()}";
    }

    private Task<IReadOnlyList<string>> RowsAsync(string sql) =>
        _here.InScopeAsync(services => services.GetRequiredService<BandengDb>().RowsAsync<string>(sql, null, Cancel));

    private async Task<ReplayReport> ReplayAsync(string name, string text)
    {
        var path = Path.Combine(site.Data, name);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(false), Cancel);
        var (report, source) = await _here.InScopeAsync(services => services.GetRequiredService<ReplayMatters>()
            .RunAsync(path, "teddy", AreaCode.Parse(Neighbourhood.Community), site.Clock, null, Cancel));
        Assert.Equal("teddy", source);
        return report;
    }
}

public sealed class ReplayOnSqlite(DemoSiteOnSqlite site) : ReplayContract(site), IClassFixture<DemoSiteOnSqlite>;

public sealed class ReplayOnPostgres(DemoSiteOnPostgres site) : ReplayContract(site), IClassFixture<DemoSiteOnPostgres>;
