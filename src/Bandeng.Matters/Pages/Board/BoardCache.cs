using System.Globalization;
using Bandeng.Kernel;
using Microsoft.AspNetCore.OutputCaching;

namespace Bandeng.Matters.Pages.Board;

/// <summary>
/// What strangers see alike is made once in fifteen seconds: by language, large type and what was asked for. Who is
/// signed in always gets a page of their own.
/// </summary>
internal static class BoardCache
{
    public const string Policy = "board";

    private static readonly string[] Asked = ["area", "category", "group", "days", "after", "view"];

    public static void Configure(OutputCacheOptions options) => options.AddPolicy(Policy, policy => policy
        .With(context => !context.HttpContext.Viewer().IsSignedIn)
        .Expire(TimeSpan.FromSeconds(15))
        .SetVaryByQuery(Asked)
        .VaryByValue(_ => new("language", CultureInfo.CurrentUICulture.Name))
        // The cookie by which the site knows that this device wants large type.
        .VaryByValue(context => new("type", context.Request.Cookies["view"] == "elder" ? "elder" : "plain")));
}
