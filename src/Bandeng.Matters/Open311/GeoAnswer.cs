using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Open311;

/// <summary>How an answer is written; the end of the address says which.</summary>
internal enum GeoFormat
{
    Json,
    Xml,
}

/// <summary>An answer of GeoReport v2, in the format that was asked for.</summary>
internal sealed class GeoAnswer : IResult
{
    private readonly GeoFormat _format;
    private readonly int _status;
    private readonly Func<HttpContext, GeoNode> _root;

    private GeoAnswer(GeoFormat format, int status, Func<HttpContext, GeoNode> root) =>
        (_format, _status, _root) = (format, status, root);

    /// <summary>What was asked for, or why not.</summary>
    /// <param name="status">Of an answer that is not a refusal.</param>
    public static GeoAnswer Of(Result<GeoNode> result, GeoFormat format, int status = StatusCodes.Status200OK) =>
        result.TryGet(out var root, out var refusal)
            ? new(format, status, _ => root)
            : Error(refusal.ToStatus(), refusal, format);

    /// <summary>An error as the standard has them, in the reader's language; the word in brackets is stable.</summary>
    public static GeoAnswer Error(int status, Refusal refusal, GeoFormat format) => new(format, status, context =>
    {
        var description = string.Create(CultureInfo.InvariantCulture, $"{Words(context, refusal)} ({refusal.Code})");
        return new GeoList("errors", [new("error", ("code", status), ("description", description))]);
    });

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = _status;
        response.ContentType =
            _format is GeoFormat.Json ? "application/json; charset=utf-8" : "text/xml; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept-Language";
        var root = _root(httpContext);
        return response.Body.WriteAsync(
            _format is GeoFormat.Json ? GeoJsonAnswer.Write(root) : GeoXmlAnswer.Write(root),
            httpContext.RequestAborted).AsTask();
    }

    private static string Words(HttpContext context, Refusal refusal) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh"
            && context.RequestServices.GetService<IRefusalTexts>() is { } texts
            ? texts.Find(refusal.Code, refusal.Details) ?? refusal.Message
            : refusal.Message;
}
