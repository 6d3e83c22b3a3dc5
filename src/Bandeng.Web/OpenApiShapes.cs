using System.Text.Json;
using Bandeng.Kernel;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Bandeng.Web;

/// <summary>
/// Says of texts, area codes, numbers and words of a list what is answered: the framework knows nothing of texts that a
/// converter reads, allows a number to be a text, and counts null among the words of a list.
/// </summary>
internal static class OpenApiShapes
{
    public static void AddShapes(this OpenApiOptions book)
    {
        book.AddSchemaTransformer((schema, context, _) => Shape(schema, context));
        book.CreateSchemaReferenceId = type =>
            OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } name ? null
            // Answers of two routes may have one name, each within its own class.
            : type.Type is { DeclaringType: { } outer, IsGenericType: false } ? outer.Name + name
            : name;
    }

    private static Task Shape(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var (whole, property) = (context.JsonTypeInfo.Type, context.JsonPropertyInfo);
        var type = Nullable.GetUnderlyingType(whole) ?? whole;
        if (TypeOf(type) is not { } shape)
        {
            return Task.CompletedTask;
        }

        var isNullable = !type.IsEnum && (type != whole || property is { IsGetNullable: true } or { IsSetNullable: true });
        (schema.Type, schema.AnyOf, schema.Pattern) = (isNullable ? shape | JsonSchemaType.Null : shape, null, null);
        schema.Enum = type.IsEnum ? [.. Enum.GetNames(type).Select(name => JsonSerializer.SerializeToNode(name)!)] : null;
        return Task.CompletedTask;
    }

    private static JsonSchemaType? TypeOf(Type type) =>
        type == typeof(string) || type == typeof(AreaCode) || type.IsEnum ? JsonSchemaType.String
        : type == typeof(int) || type == typeof(long) ? JsonSchemaType.Integer
        : type == typeof(double) ? JsonSchemaType.Number
        : null;
}
