using Bandeng.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Open311;

/// <summary>Says where the service is and what it speaks.</summary>
internal sealed class Discover(IStringLocalizer<Open311Text> texts)
{
    /// <summary>When what these addresses answer last changed its shape.</summary>
    private const string Changed = "2026-11-22T00:00:00+08:00";

    /// <summary>Clients look for exactly this text; nobody opens it.</summary>
    private const string Specification = "http://wiki.open311.org/GeoReport_v2";

    public Result<GeoNode> Run(HttpRequest request)
    {
        var site = $"{request.Scheme}://{request.Host}{request.PathBase}";
        var endpoint = new GeoItem(
            "endpoint",
            ("specification", Specification),
            ("url", $"{site}{Open311Routes.Root}"),
            ("changeset", Changed),
            ("type", "production"),
            ("formats", new GeoTexts("formats", "format", ["text/xml", "application/json"])));
        return new GeoItem(
            "discovery",
            ("changeset", Changed),
            ("contact", texts["contact", $"{site}/about"].Value),
            ("key_service", texts["key"].Value),
            ("endpoints", new GeoList("endpoints", [endpoint])));
    }
}
