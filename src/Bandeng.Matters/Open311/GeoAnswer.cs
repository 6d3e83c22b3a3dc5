using System.Globalization;
using Bandeng.Kernel;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Open311;

/// <summary>How an answer is written; the end of the address says which.</summary>
internal enum GeoFormat
{
    Json,
    Xml,
}

/// <summary>An answer of GeoReport v2, in the format that was asked for.</summary>
internal sealed class GeoAnswer(GeoNode root, GeoFormat format, int status) : IResult
{
    /// <summary>What was asked for, or why not.</summary>
    /// <param name="status">Of an answer that is not a refusal.</param>
    public static GeoAnswer Of(Result<GeoNode> result, GeoFormat format, int status = StatusCodes.Status200OK) =>
        result.TryGet(out var root, out var refusal)
            ? new(root, format, status)
            : Error(refusal.ToStatus(), refusal.Code, refusal.Message, format);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = format is GeoFormat.Json ? "application/json; charset=utf-8" : "text/xml; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept-Language";
        return response.Body.WriteAsync(
            format is GeoFormat.Json ? GeoJsonAnswer.Write(root) : GeoXmlAnswer.Write(root),
            httpContext.RequestAborted).AsTask();
    }

    /// <summary>An error as the standard has them; the word in brackets is stable.</summary>
    public static GeoAnswer Error(int status, string code, string message, GeoFormat format)
    {
        var description = string.Create(CultureInfo.InvariantCulture, $"{message} ({code})");
        return new(
            new GeoList("errors", [new("error", ("code", status), ("description", description))]), format, status);
    }
}
