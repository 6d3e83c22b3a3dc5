using System.Text;
using Bandeng.Kernel;
using Bandeng.Matters.Pages.Handling;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Bandeng.Organizations.SignIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Api;

/// <summary>
/// A person's deadlines for their calendar program, which can carry no header: the address itself is the secret, a
/// token with the scope <c>calendar</c> that is made and revoked on the account page. In the query, which neither logs
/// nor traces keep.
/// </summary>
internal static class CalendarRoutes
{
    private static readonly Refusal Unknown = new(
        RefusalKind.NotFound, "calendar.unknown", "There is no such calendar.");

    public static void MapCalendarRoutes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/calendar.ics", ReadAsync).WithName("GetCalendar").OpenToAll().ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(
        string? key, HttpContext context, ITokens tokens, IPeople people, Deadlines deadlines,
        IStringLocalizer<HandlingText> texts, TimeProvider clock, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        if (key is null || await tokens.FindAsync(key, TokenScope.Calendar, cancel) is not { } person)
        {
            return Unknown.ToProblem();
        }

        var mine = await deadlines.OfAsync(await people.ViewerAsync(person, cancel), cancel);
        var origin = new Uri($"{context.Request.Scheme}://{context.Request.Host}");
        var text = CalendarText.Of(texts["calendar"], texts["calendar.due"], mine, origin, clock.GetUtcNow());
        return TypedResults.Text(text, "text/calendar", Encoding.UTF8);
    }
}
