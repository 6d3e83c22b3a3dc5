using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Open311;

/// <summary>
/// What no route answers under Open311 is an error of that standard too, in the format of the address.
/// </summary>
internal sealed class GeoErrors : IProgramErrors
{
    public PathString Root => "/open311";

    public IResult Answer(HttpRequest request, int status, string code, string message) => GeoAnswer.Error(
        status, new Refusal(RefusalKind.Invalid, code, message),
        request.Path.Value?.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) is true
            ? GeoFormat.Xml
            : GeoFormat.Json);
}
