using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Bandeng.Kernel.Html;
using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Bandeng.Organizations;
using Bandeng.Web.Binding;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.WebEncoders;

namespace Bandeng.Web;

/// <summary>The web site: what it is made of, and its pipeline, top to bottom.</summary>
internal static class Site
{
    private const string UrlsKey = "BANDENG_URLS";

    // json: a line of JSON each, with the ids of request and trace, for programs that collect them.
    private const string LogKey = "BANDENG_LOG";

    /// <summary>All its services; it answers nothing until <see cref="LayPipeline"/> was called.</summary>
    public static WebApplication Build(string[] args)
    {
        // Content and assets lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(Options(args));
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls(AddressOf(builder.Configuration));
        }

        builder.Services.AddModules(builder.Configuration);
        builder.Services.AddOrganizationsSite();
        builder.Services.AddProblems();
        builder.Services.AddLocalization();
        builder.Services.AddHealth();
        builder.Services.AddHostedService<Telemetry>();
        if (builder.Configuration[LogKey] == "json")
        {
            builder.Logging.AddLogLines();
        }

        builder.Services.AddRazorPages().AddFormBinding().AddOddRequests();
        builder.Services.Configure<FormOptions>(forms => forms.ValueLengthLimit = FormWords.Max);
        builder.Services.AddAntiforgery(forms => forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        builder.Services.AddHtmlPieces().AddScoped<HomeArea>();

        // Chinese goes out as it is; by default every character becomes an entity of eight bytes.
        builder.Services.Configure<WebEncoderOptions>(html =>
            html.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        // A field left out of a request is a mistake of the caller (400), not an empty value for us to trip over.
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            json.SerializerOptions.Converters.Add(new ReadableText());
        });
        return builder.Build();
    }

    public static void LayPipeline(WebApplication app)
    {
        // A proxy on this machine ends TLS and says who really asks; nobody else is believed.
        app.UseRequestOnTrace();
        app.UseRouteInLog();
        app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.All });
        app.UseSecurityHeaders();
        app.UseMethods();
        app.UseRequestLocalization(options =>
        {
            options.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en")
                .AddSupportedUICultures("zh-CN", "en");
            options.RequestCultureProviders =
                [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
        app.UseProblemPages();
        app.UseRouting();
        app.UseOddRequests();
        app.UseOneConnection();
        app.UseOrganizations();
        app.UseOutputCache();
        app.MapStaticAssets().OpenToAll();
        app.MapRazorPages().WithStaticAssets();
        app.MapModules();
        app.MapHealth();
    }

    /// <summary>Where the site listens, unless the host itself says otherwise.</summary>
    public static string AddressOf(IConfiguration configuration) => configuration[UrlsKey] ?? "http://127.0.0.1:5080";

    private static WebApplicationOptions Options(string[] args)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return Directory.Exists(beside)
            ? new() { Args = args, ContentRootPath = AppContext.BaseDirectory, WebRootPath = beside }
            : new() { Args = args };
    }
}
