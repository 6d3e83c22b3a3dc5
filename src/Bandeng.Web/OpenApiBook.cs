using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Programs;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Bandeng.Web;

/// <summary>
/// The OpenAPI document: what the framework reads off the routes, and beside it who may come, every refusal with its
/// codes, and the headers that acts and creates understand.
/// </summary>
internal static class OpenApiBook
{
    private const string Token = "token";
    private const string Cookie = "cookie";
    private const string Problem = "Problem";

    public static IServiceCollection AddOpenApiBook(this IServiceCollection services) => services.AddOpenApi(book =>
    {
        book.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        book.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) is true
            || route.RelativePath?.StartsWith("map/", StringComparison.Ordinal) is true;
        book.AddDocumentTransformer((document, _, _) => Describe(document));
        book.AddOperationTransformer((operation, context, _) => Complete(operation, context));
        book.AddShapes();
    });

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Bandeng",
            Version = "1",
            Description = "Refusals are problem documents (RFC 9457) with a stable code. Lists hold items and next. "
                + "ETag of a matter or an act serves If-Match of the next act.",
        };
        var components = document.Components ??= new();
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description =
                    "A token of the account page or of ./bandeng token create. read asks, write asks and acts.",
            },
            [Cookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "bandeng" },
        };
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        components.Schemas[Problem] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "status", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text(),
                ["title"] = Text(),
                ["detail"] = Text(),
                ["code"] = Text(),
                ["traceId"] = Text(),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            },
        };
        return Task.CompletedTask;
    }

    private static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isOpen = metadata.OfType<IAccessDeclaration>().LastOrDefault() is OpenToAllAttribute;
        var takesBody = operation.RequestBody is not null;
        var hasName = context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) is true;
        var refusals = Refusals(metadata.OfType<RouteRefusals>(), isOpen, takesBody, hasName)
            .GroupBy(said => said.Status)
            .OrderBy(status => status.Key);
        operation.Responses ??= [];
        foreach (var status in refusals)
        {
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] =
                Refused([.. status.SelectMany(said => said.Codes).Distinct()], context.Document!);
        }

        // Who may come without signing in may also come with a token, and then finds more.
        operation.Security =
        [
            .. isOpen ? new[] { new OpenApiSecurityRequirement() } : [],
            new() { [new OpenApiSecuritySchemeReference(Token, context.Document)] = [] },
            new() { [new OpenApiSecuritySchemeReference(Cookie, context.Document)] = [] },
        ];
        AddParameters(operation, metadata);
        return Task.CompletedTask;
    }

    private static IEnumerable<RouteRefusals> Refusals(
        IEnumerable<RouteRefusals> own, bool isOpen, bool takesBody, bool hasName) =>
    [
        .. own,
        new(400, ["request.unreadable"]),
        new(401, isOpen ? ["access.token"] : ["access.sign-in", "access.token"]),
        new(403, isOpen ? ["access.scope"] : ["access.post", "access.scope"]),
        .. hasName ? new RouteRefusals[] { new(404, ["request.address"]) } : [],
        .. takesBody ? new RouteRefusals[] { new(413, ["request.too-large"]), new(415, ["request.media-type"]) } : [],
        new(429, ["request.too-often"]),
        new(500, ["server.fault"]),
        new(503, ["server.away"]),
    ];

    private static OpenApiResponse Refused(string[] codes, OpenApiDocument document) => new()
    {
        Description = $"code: {string.Join(", ", codes)}",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) },
        },
        Extensions = new Dictionary<string, IOpenApiExtension>
        {
            ["x-codes"] = new JsonNodeExtension(
                new System.Text.Json.Nodes.JsonArray(
                    [.. codes.Select(code => System.Text.Json.Nodes.JsonValue.Create(code))])),
        },
    };

    private static void AddParameters(OpenApiOperation operation, IList<object> metadata)
    {
        var codes = metadata.OfType<RouteRefusals>().SelectMany(said => said.Codes).ToHashSet();
        if (codes.Contains("request.if-match"))
        {
            Add(operation, "If-Match", "The ETag of what was read or of the act before, or several; without it the newest version counts.");
        }

        if (codes.Contains("request.idempotency-key"))
        {
            Add(operation, IdempotencyKey.Header, "The same value again finds what the first request made.");
        }

        foreach (var asked in metadata.OfType<RouteQuestion>())
        {
            Add(
                operation, asked.Name, asked.Says,
                asked.IsHeader ? ParameterLocation.Header : ParameterLocation.Query);
        }

        if (metadata.OfType<IProducesResponseTypeMetadata>()
            .Any(said => said.StatusCode == StatusCodes.Status304NotModified))
        {
            Add(operation, "If-None-Match", "The ETag that is known already; then 304.");
        }
    }

    private static void Add(
        OpenApiOperation operation, string name, string says, ParameterLocation place = ParameterLocation.Header) =>
        (operation.Parameters ??= [])
            .Add(new OpenApiParameter { Name = name, In = place, Description = says, Schema = Text() });

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}
