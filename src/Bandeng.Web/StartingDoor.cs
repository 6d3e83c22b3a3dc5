namespace Bandeng.Web;

/// <summary>
/// Stands at the addresses of the site while a long upgrade of the schema runs: alive, not ready, and everybody else is
/// asked to come back in a moment.
/// </summary>
internal static class StartingDoor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private const string Again = "5";

    /// <summary>Waits for the upgrade, with the door open when it takes long.</summary>
    public static async Task WhileAsync(Task upgrade, WebApplication site)
    {
        if (await Task.WhenAny(upgrade, Task.Delay(Patience)) != upgrade && await OpenAsync(site) is { } door)
        {
            await using (door)
            {
                await Task.WhenAny(upgrade);
                await door.StopAsync();
            }
        }

        await upgrade;
    }

    // An address that is taken is for the site itself to tell of.
    private static async Task<WebApplication?> OpenAsync(WebApplication site)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(site.Configuration["urls"] ?? Site.AddressOf(site.Configuration));
        var door = builder.Build();
        door.Run(AnswerAsync);
        try
        {
            await door.StartAsync();
            return door;
        }
        catch (IOException)
        {
            await door.DisposeAsync();
            return null;
        }
    }

    private static Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == Health.Live)
        {
            return context.Response.WriteAsync("Healthy");
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = Again;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            context.Request.Path == Health.IsReady ? "Unhealthy\nupgrading" : "正在升级，请稍候。 Upgrading; a moment, please.");
    }
}
