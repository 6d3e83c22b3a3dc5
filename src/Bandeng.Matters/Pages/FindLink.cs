using Microsoft.AspNetCore.Http;

namespace Bandeng.Matters.Pages;

/// <summary>Where the code on a slip of paper leads.</summary>
internal static class FindLink
{
    /// <summary>The whole address at which a matter is found by its 查询码.</summary>
    public static string Of(HttpRequest request, string code) => $"{request.Scheme}://{request.Host}/find?code={code}";
}
