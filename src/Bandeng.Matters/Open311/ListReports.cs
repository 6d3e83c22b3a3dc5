using Bandeng.Kernel;
using Bandeng.Matters.Pages.Board;
using Bandeng.Matters.Queries.Board;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Open311;

/// <summary>Requests as one reader sees them, the newest first.</summary>
internal sealed class ListReports(
    ReportRows rows, BoardNames names, BoardWords words, LastWords said, SenderKeys keys, TimeProvider clock)
{
    public async Task<Result<GeoNode>> RunAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!(await keys.ReaderAsync(request, cancel)).TryGet(out var reader, out var refusal)
            || !ReportQuestion.Of(request.Query, clock.GetUtcNow()).TryGet(out var question, out refusal))
        {
            return refusal;
        }

        var found = question.Ids switch
        {
            null => await rows.ListAsync(question, reader, cancel),
            [] => [],
            var ids => await rows.NamedAsync([.. ids], reader, cancel),
        };
        return await SayAsync(found, request, cancel);
    }

    /// <summary>The rows in words.</summary>
    public async Task<GeoList> SayAsync(IReadOnlyList<ReportRow> found, HttpRequest request, CancellationToken cancel)
    {
        var matters = await names.AddAsync(found, clock.GetUtcNow(), cancel);
        var last = await said.OfAsync([.. found.Where(row => row.IsReadable).Select(row => row.Id)], cancel);
        var site = $"{request.Scheme}://{request.Host}{request.PathBase}";
        return new(
            "service_requests",
            [.. found.Zip(matters, (row, matter) => Report(row, matter, last.GetValueOrDefault(row.Id), site))]);
    }

    private GeoItem Report(ReportRow row, BoardMatter matter, string? notes, string site)
    {
        var point = PointOf(row, matter);
        return new(
            "request",
            ("service_request_id", row.Id.ToString()),
            ("status", matter.IsOpen ? "open" : "closed"),
            ("status_notes", notes),
            ("service_name", words.CategoryOf(matter)),
            ("service_code", row.CategoryCode ?? ""),
            ("description", row.Detail),
            ("agency_responsible", matter.Body),
            ("service_notice", null),
            ("requested_datetime", row.RaisedAt),
            ("updated_datetime", row.UpdatedAt),
            ("expected_datetime", matter.DueAt),
            ("address", row.PlaceWords ?? (matter.Place.Length > 0 ? matter.Place : null)),
            ("address_id", matter.Area.ToString() is { Length: > 0 } area ? area : null),
            ("zipcode", null),
            ("lat", point?.Latitude),
            ("long", point?.Longitude),
            ("media_url", SendReport.MediaIn(row.Aside) ?? (matter.Before is { } picture ? $"{site}/files/{picture}" : null)));
    }

    // The sender gets back what it sent; of one that was let out the board's rounded point; of any other the
    // community's. Nobody is sent to the middle of a whole town.
    private static BoardPoint? PointOf(ReportRow row, BoardMatter matter) =>
        row is { IsOwn: true, Longitude: { } longitude, Latitude: { } latitude } ? new(longitude, latitude, true)
        : matter.Point is { IsExact: true }
        || row.AreaCode is { Value: > 0, Level: >= AreaLevel.Village } ? matter.Point
        : null;
}
