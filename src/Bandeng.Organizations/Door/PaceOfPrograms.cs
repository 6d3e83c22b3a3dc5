using Bandeng.Kernel.Programs;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Organizations.Door;

/// <summary>
/// Counts what programs ask for: by token, by person, or by the network address. Above the limit: 429.
/// </summary>
internal sealed class PaceOfPrograms(RequestDelegate next, Pace pace)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.IsFromProgram() || pace.Count(context.Response, KeyOf(context)))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Task.CompletedTask;
    }

    private static string? KeyOf(HttpContext context) =>
        context.User.FindFirst(Visitors.TokenClaim)?.Value ?? context.User.PersonId()?.ToString()
            ?? Pace.ClientOf(context.Connection.RemoteIpAddress);
}
