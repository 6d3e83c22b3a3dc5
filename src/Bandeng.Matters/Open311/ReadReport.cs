using Bandeng.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Open311;

/// <summary>
/// One request by its id. An id is its own token: one of a flood waits for a person, and until it is let in there is a
/// token and no request.
/// </summary>
internal sealed class ReadReport(BandengDb db, ReportRows rows, ListReports reports, SenderKeys keys)
{
    private static readonly Refusal Unknown = new(
        RefusalKind.NotFound, "open311.request", "There is no request with this service_request_id.");

    public async Task<Result<GeoNode>> RunAsync(string id, HttpRequest request, CancellationToken cancel) =>
        (await FindAsync(id, request, cancel)).TryGet(out var row, out var refusal)
            ? await reports.SayAsync([row], request, cancel)
            : refusal;

    public async Task<Result<GeoNode>> OfTokenAsync(string id, HttpRequest request, CancellationToken cancel) =>
        (await FindAsync(id, request, cancel)).TryGet(out var row, out var refusal)
            ? new GeoList(
                "service_requests",
                [new("request", ("service_request_id", row.Id.ToString()), ("token", row.Id.ToString()))])
            : refusal == Unknown && Guid.TryParse(id, out var token)
                && await db.HeldLetters.AnyAsync(letter => letter.Id == token && letter.SettledAt == null, cancel)
                ? new GeoList("service_requests", [new("request", ("token", token.ToString()))])
                : refusal;

    private async Task<Result<ReportRow>> FindAsync(string id, HttpRequest request, CancellationToken cancel) =>
        !(await keys.ReaderAsync(request, cancel)).TryGet(out var reader, out var refusal) ? refusal
        : Guid.TryParse(id, out var matter) && await rows.NamedAsync([matter], reader, cancel) is [var row] ? row
        : Unknown;
}
