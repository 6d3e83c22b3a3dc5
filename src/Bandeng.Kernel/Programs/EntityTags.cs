using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Bandeng.Kernel.Programs;

/// <summary>
/// Tags that serve a client for act after act. A tag begins with the version that an act asks for in <c>If-Match</c>;
/// what is read has a digest of itself behind it, for <c>If-None-Match</c>: more than its version may have changed.
/// </summary>
public static class EntityTags
{
    private const int DigestLength = 16;

    private static readonly Refusal Wrong = new(
        RefusalKind.Invalid, "request.if-match",
        "If-Match is tags as answers carried them in ETag, in their quotation marks, or *.");

    /// <summary>Of what an act leaves behind.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Of what is read.</summary>
    /// <param name="content">All of it that counts as a change.</param>
    public static string Of(long version, object content) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version}-{Digest(content)}\"");

    /// <summary>Of what has no version.</summary>
    public static string Of(object content) => $"\"{Digest(content)}\"";

    /// <summary>
    /// The versions of which If-Match says that one must stand; null when any may. A weak tag, and one that no answer
    /// of ours carried, is never that of a version (RFC 9110, 13.1.1).
    /// </summary>
    public static Result<Precondition> PreconditionIn(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || (header is [var only] && only == "*"))
        {
            return new Precondition(null);
        }

        return EntityTagHeaderValue.TryParseStrictList([.. header.OfType<string>()], out var tags)
            ? new Precondition([.. tags.Where(tag => !tag.IsWeak).Select(VersionOf).OfType<long>()])
            : Wrong;
    }

    private static long? VersionOf(EntityTagHeaderValue tag) =>
        long.TryParse(
            tag.Tag.AsSpan().Trim('"').ToString().Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture,
            out var version)
            ? version
            : null;

    /// <summary>What was read, with its tag; 304 to who has it already.</summary>
    public static IResult Read(HttpContext context, string tag, IResult answer)
    {
        var mine = new EntityTagHeaderValue(tag);
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Authorization, Cookie, Accept-Language";
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(seen => seen.Compare(mine, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : answer;
    }

    private static string Digest(object content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)))[..DigestLength];
}

/// <summary>What If-Match asks for.</summary>
/// <param name="Versions">One of them must stand; null: any.</param>
public sealed record Precondition(IReadOnlyList<long>? Versions)
{
    /// <summary>Whether it holds of what stands.</summary>
    public bool Holds(long version) => Versions?.Contains(version) != false;
}
