using Microsoft.AspNetCore.Diagnostics;

namespace Bandeng.Web;

/// <summary>Errors in words for people; programs keep getting problem documents.</summary>
internal static class ProblemPages
{
    private static readonly PathString[] ForPrograms = ["/api", "/open311", "/openapi", "/health", "/map", "/dist"];

    public static void UseProblemPages(this WebApplication app)
    {
        app.UseWhen(IsProgram, branch => branch.UseExceptionHandler());
        app.UseWhen(context => !IsProgram(context), branch => branch.UseExceptionHandler("/problem/500"));
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.Use((context, next) =>
        {
            if (IsProgram(context) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(context);
        });
    }

    private static bool IsProgram(HttpContext context) =>
        Array.Exists(ForPrograms, prefix => context.Request.Path.StartsWithSegments(prefix));
}
