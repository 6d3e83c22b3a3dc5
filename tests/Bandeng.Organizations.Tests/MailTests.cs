using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using Bandeng.Kernel.CommandLine;
using Bandeng.Organizations.Messages;

namespace Bandeng.Organizations.Tests;

/// <summary>Mail, against a real server.</summary>
public sealed class MailTests : IDisposable
{
    private readonly MailServer _server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_with_its_chinese_whole()
    {
        var sender = new SmtpSender(
            MailSetting.Parse($"smtp+plain://127.0.0.1:{await _server.StartAsync()}?from=bandeng@example.cn")!);
        var message = Of("您反映的「楼道灯坏了」已派单\n\n承办单位：桥头物业。\n查询码 7K3M-4TQ9。\n.\n完");

        await sender.SendAsync(message, Cancel);

        var mail = await _server.ArrivedAsync();
        Assert.Contains($"Message-ID: <{message.Id:N}@example.cn>", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("To: resident@example.cn", mail, StringComparison.OrdinalIgnoreCase);
        var (head, body) = (mail[..mail.IndexOf("\n\n", StringComparison.Ordinal)], mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]);
        Assert.Equal(
            "承办单位：桥头物业。\n查询码 7K3M-4TQ9。\n.\n完",
            Encoding.UTF8.GetString(Convert.FromBase64String(body)).ReplaceLineEndings("\n").Trim());
        var subject = System.Text.RegularExpressions.Regex.Replace(
            head[head.IndexOf("Subject:", StringComparison.Ordinal)..].Split("\nMIME")[0], @"\s", "");
        Assert.Equal("您反映的「楼道灯坏了」已派单", string.Concat(
            System.Text.RegularExpressions.Regex.Matches(
                subject, @"=\?utf-8\?B\?([^?]*)\?=", System.Text.RegularExpressions.RegexOptions.IgnoreCase)
                .SelectMany(part => Encoding.UTF8.GetString(Convert.FromBase64String(part.Groups[1].Value)))));
    }

    [Fact]
    public async Task Without_encryption_nothing_is_handed_over_unless_the_setting_says_so()
    {
        var sender = new SmtpSender(
            MailSetting.Parse($"smtp://name:word@127.0.0.1:{await _server.StartAsync()}?from=bandeng@example.cn")!);

        await Assert.ThrowsAsync<SmtpException>(() => sender.SendAsync(Of("主题\n\n内容"), Cancel));
        Assert.Empty(_server.Mails());
    }

    [Fact]
    public async Task Who_the_server_does_not_know_is_an_error_without_the_address()
    {
        var sender = new SmtpSender(
            MailSetting.Parse($"smtp+plain://127.0.0.1:{await _server.StartAsync()}?from=bandeng@example.cn")!);

        var failure = await Assert.ThrowsAnyAsync<SmtpException>(() =>
            sender.SendAsync(Of("主题\n\n内容") with { Recipient = "somebody@elsewhere.example" }, Cancel));
        Assert.Equal("mail: MailboxUnavailable", DeliveryError.Of(failure));
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_when_patience_ends()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var sender = new SmtpSender(MailSetting.Parse(
            $"smtp+plain://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}?from=bandeng@example.cn")!);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var start = TimeProvider.System.GetTimestamp();

        await Assert.ThrowsAnyAsync<Exception>(
            () => sender.SendAsync(Of("主题\n\n内容"), patience.Token).WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(8));
    }

    [Theory]
    [InlineData("smtp://mail.example.cn?from=a@example.cn", "mail.example.cn", 587, null)]
    [InlineData("smtp://n%40x:p%3Aw@mail.example.cn:25?from=a@example.cn", "mail.example.cn", 25, "n@x")]
    public void The_setting_names_server_and_sender(string text, string host, int port, string? name)
    {
        var setting = MailSetting.Parse(text)!;

        Assert.Equal(
            (host, port, name, "a@example.cn", false),
            (setting.Host, setting.Port, setting.Name, setting.From, setting.IsPlain));
        Assert.Equal(name is null ? null : "p:w", setting.Password);
    }

    [Theory]
    [InlineData("http://mail.example.cn?from=a@example.cn")]
    [InlineData("smtp://mail.example.cn")]
    [InlineData("smtp://name:geheim@mail.example.cn?from=nobody")]
    public void A_wrong_setting_is_said_without_its_password(string text) =>
        Assert.DoesNotContain(
            "geheim", Assert.Throws<MistakeException>(() => MailSetting.Parse(text)).Message, StringComparison.Ordinal);

    public void Dispose() => _server.Dispose();

    private static OutgoingMessage Of(string text) =>
        new(Guid.CreateVersion7(), MessageChannel.Mail, "resident@example.cn", text, default);
}
