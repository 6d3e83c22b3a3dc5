using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bandeng.Organizations.Messages;

namespace Bandeng.Organizations.Tests;

/// <summary>
/// A real mail server: Exim of Debian on a port and in a folder of its own. It takes mails for example.cn.
/// </summary>
internal sealed class MailServer : IDisposable
{
    private const string Exim = "/usr/sbin/exim4";

    // The server works as a user of its own, who may not look into the folder of the tests.
    private readonly DirectoryInfo _folder = Directory.CreateDirectory($"/tmp/bandeng-mail-{Guid.CreateVersion7():N}");
    private Process? _server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What sends to this server, started now.</summary>
    public async Task<SmtpSender> SenderAsync() =>
        new(MailSetting.Parse($"smtp+plain://127.0.0.1:{await StartAsync()}?from=bandeng@example.cn")!);

    public string[] Mails() => Directory.Exists(Path.Combine(_folder.FullName, "mail", "new"))
        ? Directory.GetFiles(Path.Combine(_folder.FullName, "mail", "new"))
        : [];

    /// <summary>The mail that has arrived, head and body; waits for it.</summary>
    public async Task<string> ArrivedAsync()
    {
        for (var wait = 0; wait < 100 && Mails() is []; wait++)
        {
            await Task.Delay(100, Cancel);
        }

        return (await File.ReadAllTextAsync(Assert.Single(Mails()), Cancel)).ReplaceLineEndings("\n");
    }

    /// <summary>The words of the mail that has arrived, which is then taken out of the box.</summary>
    public async Task<string> TakeAsync()
    {
        var mail = await ArrivedAsync();
        File.Delete(Mails()[0]);
        return Encoding.UTF8.GetString(
            Convert.FromBase64String(mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]));
    }

    public void Dispose()
    {
        if (_server is { HasExited: false })
        {
            _server.Kill(entireProcessTree: true);
            _server.WaitForExit();
        }

        _server?.Dispose();
        _folder.Delete(recursive: true);
    }

    // It asks for a configuration of root's and gives up root before it writes.
    public async Task<int> StartAsync()
    {
        Assert.SkipUnless(
            File.Exists(Exim) && Environment.UserName == "root",
            "./test installs the mail server; it is started by root.");
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var configuration = Path.Combine(_folder.FullName, "exim.conf");
        await File.WriteAllTextAsync(configuration, Configuration(port), Cancel);
        await RunAsync("chown", "Debian-exim", _folder.FullName);
        await RunAsync("chmod", "755", _folder.FullName);
        await RunAsync("chmod", "644", configuration);
        _server = Process.Start(Exim, ["-C", configuration, "-bdf"]);
        for (var wait = 0; wait < 100; wait++)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, Cancel);
                return port;
            }
            catch (SocketException)
            {
                await Task.Delay(100, Cancel);
            }
        }

        throw new InvalidOperationException("The mail server does not answer.");
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var running = Process.Start(program, arguments);
        await running.WaitForExitAsync(Cancel);
    }

    private string Configuration(int port) =>
        $$"""
        primary_hostname = mail.example.cn
        domainlist local_domains = example.cn
        spool_directory = {{_folder.FullName}}/spool
        log_file_path = {{_folder.FullName}}/%slog
        pid_file_path = {{_folder.FullName}}/pid
        local_interfaces = 127.0.0.1
        daemon_smtp_ports = {{port}}
        host_lookup =
        rfc1413_query_timeout = 0s
        tls_advertise_hosts =
        keep_environment =
        acl_smtp_rcpt = local_alone
        begin acl
        local_alone:
          accept domains = +local_domains
          deny
        begin routers
        all:
          driver = accept
          transport = folder
        begin transports
        folder:
          driver = appendfile
          directory = {{_folder.FullName}}/mail
          maildir_format
          create_directory
          user = Debian-exim
        """ + "\n";
}
