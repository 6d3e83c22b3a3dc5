using Bandeng.Kernel;
using Bandeng.Organizations.Messages;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.SignIns;
using Bandeng.Organizations.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// Notices: a thousand at once, one unread line about each thing, and the ways in which people want to be told.
/// </summary>
public sealed class NoticeContract
{
    private const string Lamp = "matter 1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, OnBothEngines]
    public async Task A_thousand_are_told_once_each_and_again_in_the_same_line(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var people = await CrowdAsync(house, 1000);

        await TellAsync(house, people, Lamp, "matter.Accept");
        Assert.Equal((1000, 1000), (await LinesAsync(house), await PeopleToldAsync(house)));
        house.Clock.Now += TimeSpan.FromMinutes(1);
        await TellAsync(house, people, Lamp, "matter.Dispatch");
        await TellAsync(house, people, "matter 2", "matter.Accept");

        Assert.Equal(2000, await LinesAsync(house));
        Assert.Equal(
            1000,
            await house.CountAsync("select count(*) from notices where earlier = 1 and code = 'matter.Dispatch'"));
        Assert.Equal(0, await house.CountAsync("select count(*) from outbox_messages"));
    }

    [Theory, OnBothEngines]
    public async Task What_has_been_read_stays_read_and_the_next_is_a_line_of_its_own(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await house.PersonAsync("林阿姨");
        await TellAsync(house, [person], Lamp, "matter.Accept");
        await house.DoAsync<MyNotices, bool>(async mine =>
        {
            await mine.MarkReadAsync(person, Cancel);
            return true;
        });
        house.Clock.Now += TimeSpan.FromMinutes(1);
        await TellAsync(house, [person], Lamp, "matter.Dispatch");

        var lines = await house.DoAsync<MyNotices, IReadOnlyList<NoticeRow>>(mine =>
            mine.RunAsync(person, null, Cancel));
        Assert.Equal(
            [("matter.Dispatch", false), ("matter.Accept", true)],
            lines.Select(line => (line.Code, line.ReadAt is not null)));
        Assert.All(lines, line => Assert.Equal(0, line.Earlier));
    }

    [Theory, OnBothEngines]
    public async Task One_act_that_speaks_twice_is_one_line_and_lines_about_nothing_are_not_taken_together(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await house.PersonAsync("林阿姨");
        await using (var act = house.Scope())
        {
            var notices = act.ServiceProvider.GetRequiredService<INotices>();
            notices.Tell(person, Of(house, Lamp, "matter.HandBack"));
            notices.Tell(person, Of(house, Lamp, "matter.PassCheck"));
            notices.Tell(person, Of(house, null, "post.stand-in"));
            notices.Tell(person, Of(house, null, "post.stand-in"));
            await act.ServiceProvider.GetRequiredService<BandengDb>().SaveAsync(Cancel);
        }

        Assert.Equal(3, await LinesAsync(house));
        Assert.Equal(
            1, await house.CountAsync("select count(*) from notices where code = 'matter.PassCheck' and earlier = 0"));
    }

    [Theory, OnBothEngines]
    public async Task Each_is_told_as_they_chose_and_nobody_of_a_lost_act(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (texted, mailed, quiet) = (await house.PersonAsync("短信", "13800000001"), await house.PersonAsync("邮件"), await house.PersonAsync("网页", "13800000003"));
        await MailOfAsync(house, mailed, "mailed@example.cn");
        await ChooseAsync(house, texted, NoticeWay.Sms);
        await ChooseAsync(house, mailed, NoticeWay.Mail);
        house.Postbag.Sent.Clear();
        await using (var lost = house.Scope())
        {
            lost.ServiceProvider.GetRequiredService<INotices>().Tell(texted, Of(house, Lamp, "matter.Accept"));
        }

        await TellAsync(house, [texted, mailed, quiet], Lamp, "post.stand-in");
        await TellAsync(house, [texted, mailed, quiet], null, "post.stand-in", NoticeKind.Account);
        await house.DoAsync<OutboxRound, int>(round => round.RunAsync(Cancel));

        Assert.Equal(
            [(MessageChannel.Mail, "mailed@example.cn"), (MessageChannel.Sms, "13800000001")],
            house.Postbag.Sent.Select(sent => (sent.Channel, sent.Recipient))
                .OrderBy(sent => sent.Recipient, StringComparer.Ordinal).Reverse());
        Assert.All(house.Postbag.Sent, sent => Assert.Contains("「楼道灯坏了」：", sent.Text, StringComparison.Ordinal));
        Assert.Equal(6, await LinesAsync(house));
    }

    [Theory, OnBothEngines]
    public async Task A_complaint_is_not_named_outside_and_at_night_nothing_rings(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await house.PersonAsync("林阿姨", "13800000001");
        await ChooseAsync(house, person, NoticeWay.Sms);
        house.Clock.Now = Local("2026-03-02T23:00");
        await using (var act = house.Scope())
        {
            act.ServiceProvider.GetRequiredService<INotices>().Tell(
                person, Of(house, Lamp, "post.stand-in") with { IsInner = true });
            await act.ServiceProvider.GetRequiredService<BandengDb>().SaveAsync(Cancel);
        }

        Assert.Equal(0, await house.DoAsync<OutboxRound, int>(round => round.RunAsync(Cancel)));
        house.Clock.Now = Local("2026-03-03T08:00");
        Assert.Equal(1, await house.DoAsync<OutboxRound, int>(round => round.RunAsync(Cancel)));
        Assert.DoesNotContain("楼道灯", house.Postbag.Sent[^1].Text, StringComparison.Ordinal);
    }

    [Theory, OnBothEngines]
    public async Task A_way_needs_its_address(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await house.PersonAsync("林阿姨");

        Assert.Equal("notice.no-phone", House.Code(await TryAsync(house, person, NoticeWay.Sms)));
        Assert.Equal("notice.no-mail", House.Code(await TryAsync(house, person, NoticeWay.Mail)));
        Assert.Equal("notice.no-mail", House.Code(await TryAsync(house, person, NoticeWay.Digest)));
        await MailOfAsync(house, person, "lin@example.cn");
        Assert.Equal("notice.hour", House.Code(await TryAsync(house, person, NoticeWay.Digest, 24)));
        Assert.Equal("went through", House.Code(await TryAsync(house, person, NoticeWay.Digest)));
        Assert.Equal("went through", House.Code(await TryAsync(house, person, NoticeWay.Digest)));
    }

    [Theory, OnBothEngines]
    public async Task The_digest_is_one_mail_a_day_with_one_line_a_matter_and_none_without_news(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await DigestedAsync(house, hour: 18);
        for (var times = 0; times < 5; times++)
        {
            await TellAsync(house, [person], Lamp, "post.stand-in");
            await TellAsync(house, [person], "matter 2", "post.stand-in");
        }

        house.Clock.Now = Local("2026-03-02T17:59");
        Assert.Equal(0, await RoundAsync(house));
        house.Clock.Now = Local("2026-03-02T18:00");
        // Two nodes at once.
        Assert.Equal(
            1, (await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => RoundAsync(house))))).Sum());
        Assert.Equal(1, await house.DoAsync<OutboxRound, int>(round => round.RunAsync(Cancel)));
        var mail = house.Postbag.Sent[^1];
        Assert.Equal(MessageChannel.Mail, mail.Channel);
        Assert.StartsWith("今天的通知：2 件\n", mail.Text, StringComparison.Ordinal);
        Assert.Equal(2, mail.Text.Split("楼道灯坏了").Length - 1);
        Assert.Contains("另有 4 次进展", mail.Text, StringComparison.Ordinal);

        // The hour is changed after today's has left: the next comes tomorrow.
        Assert.Equal("went through", House.Code(await TryAsync(house, person, NoticeWay.Digest, 20)));
        await TellAsync(house, [person], "matter 3", "post.stand-in");
        house.Clock.Now = Local("2026-03-02T20:00");
        Assert.Equal(0, await RoundAsync(house));
        house.Clock.Now = Local("2026-03-03T20:00");
        Assert.Equal(1, await RoundAsync(house));
        house.Clock.Now = Local("2026-03-04T20:00");
        Assert.Equal(0, await RoundAsync(house));
    }

    [Theory, OnBothEngines]
    public async Task A_digest_in_the_quiet_hours_waits_and_what_was_read_is_not_in_it(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var person = await DigestedAsync(house, hour: 23);
        await TellAsync(house, [person], Lamp, "post.stand-in");
        await house.DoAsync<MyNotices, bool>(async mine =>
        {
            await mine.MarkReadAsync(person, Cancel);
            return true;
        });
        await TellAsync(house, [person], "matter 2", "post.stand-in");

        house.Clock.Now = Local("2026-03-02T23:00");
        Assert.Equal(1, await RoundAsync(house));
        Assert.Equal(0, await house.DoAsync<OutboxRound, int>(round => round.RunAsync(Cancel)));
        house.Clock.Now = Local("2026-03-03T08:00");
        Assert.Equal(1, await house.DoAsync<OutboxRound, int>(round => round.RunAsync(Cancel)));
        Assert.StartsWith("今天的通知：1 件\n", house.Postbag.Sent[^1].Text, StringComparison.Ordinal);
    }

    private static News Of(House house, string? about, string code, NoticeKind kind = NoticeKind.Progress) =>
        new(kind, code, "楼道灯坏了", "/", house.Clock.Now) { About = about };

    private static async Task TellAsync(
        House house, IEnumerable<Guid> people, string? about, string code, NoticeKind kind = NoticeKind.Progress)
    {
        await using var act = house.Scope();
        var notices = act.ServiceProvider.GetRequiredService<INotices>();
        foreach (var person in people)
        {
            notices.Tell(person, Of(house, about, code, kind));
        }

        await act.ServiceProvider.GetRequiredService<BandengDb>().SaveAsync(Cancel);
    }

    private static async Task<IReadOnlyList<Guid>> CrowdAsync(House house, int size)
    {
        var people = Enumerable.Range(0, size)
            .Select(n => People.PersonOnFile.Of(Guid.CreateVersion7(), $"居民 {n}", null, house.Clock.Now)).ToList();
        await using var act = house.Scope();
        var db = act.ServiceProvider.GetRequiredService<BandengDb>();
        db.AddRange(people);
        await db.SaveAsync(Cancel);
        return [.. people.Select(person => person.Id)];
    }

    private static async Task MailOfAsync(House house, Guid person, string address)
    {
        House.Sure(
            await house.DoAsync<SignInCodes, Result<string>>(codes =>
                codes.SendAsync(new(address, person), "::1", Cancel)));
        var code = System.Text.RegularExpressions.Regex.Match(house.Postbag.Sent[^1].Text, "[0-9]{6}").Value;
        House.Sure(
            await house.DoAsync<OwnAddresses, Result<Person>>(mine =>
                mine.WriteToAsync(person, address, code, Cancel)));
    }

    private static async Task<Guid> DigestedAsync(House house, int hour)
    {
        var person = await house.PersonAsync("林阿姨");
        await MailOfAsync(house, person, "lin@example.cn");
        House.Sure(await TryAsync(house, person, NoticeWay.Digest, hour));
        house.Clock.Now += TimeSpan.FromMinutes(1);
        return person;
    }

    private static async Task ChooseAsync(House house, Guid person, NoticeWay way) =>
        House.Sure(await TryAsync(house, person, way));

    private static Task<Result<ChooseWays.Choice>> TryAsync(House house, Guid person, NoticeWay way, int hour = 18) =>
        house.DoAsync<ChooseWays, Result<ChooseWays.Choice>>(choose => choose.RunAsync(
            person,
            new(
                new Dictionary<NoticeKind, NoticeWay>
                {
                    [NoticeKind.Progress] = way,
                    [NoticeKind.Work] = NoticeWay.Page,
                },
                hour),
            Cancel));

    private static Task<int> RoundAsync(House house) =>
        house.DoAsync<DigestRound, int>(round => round.RunAsync(Cancel));

    private static Task<long> LinesAsync(House house) => house.CountAsync("select count(*) from notices");

    private static Task<long> PeopleToldAsync(House house) =>
        house.CountAsync("select count(distinct person_id) from notices");

    private static DateTimeOffset Local(string text) =>
        ChinaTime.ToInstant(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
