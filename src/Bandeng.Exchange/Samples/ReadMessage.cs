using System.Text.Json;
using Bandeng.Exchange.Mapping;
using Bandeng.Kernel;

namespace Bandeng.Exchange.Samples;

/// <summary>Orders in a message of another system: one object, a list, or either inside an envelope.</summary>
internal static class ReadMessage
{
    private const int Deep = 4;

    private static readonly Refusal NoOrders = new(
        RefusalKind.Invalid, "exchange.no-orders", "No order stands in this message.");

    /// <param name="envelope">Where the orders stand, by dots; empty: the first list of objects, else the object
    /// itself.</param>
    public static Result<RawTable> Parse(string text, string envelope = "")
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement, envelope);
        }
        catch (JsonException failure)
        {
            return new Refusal(
                RefusalKind.Invalid, "exchange.json", $"This is no JSON: line {failure.LineNumber + 1}.");
        }
    }

    public static Result<RawTable> Read(JsonElement root, string envelope)
    {
        try
        {
            return Orders(root, envelope);
        }
        catch (InvalidOperationException)
        {
            // Half of a letter stands in the name of a field.
            return new Refusal(RefusalKind.Invalid, "exchange.json", "A name in this JSON is no text.");
        }
    }

    private static Result<RawTable> Orders(JsonElement root, string envelope)
    {
        var (found, path) = At(root, envelope) is { } named ? (named, envelope) : Find(root, "", 0) ?? (root, "");
        JsonElement[] orders = found.ValueKind switch
        {
            JsonValueKind.Array => [.. found.EnumerateArray()],
            JsonValueKind.Object => [found],
            _ => [],
        };
        return orders is [] || orders.Any(order => order.ValueKind is not JsonValueKind.Object)
            ? NoOrders
            : RawTable.Of([.. orders.Select((order, index) => Order(index + 1, [.. Cells(order, "", 0)]))], path);
    }

    // The character 0 and half of a letter can stand in a message, not in a database.
    private static RawOrder Order(int line, IReadOnlyList<KeyValuePair<string, string>> cells) =>
        new(
            line, cells,
            cells.Any(cell => cell.Key.Contains('\0') || cell.Value.Contains('\0')) ? "row.characters" : null);

    private static JsonElement? At(JsonElement root, string envelope)
    {
        var here = root;
        foreach (var part in envelope.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (here.ValueKind is not JsonValueKind.Object || !here.TryGetProperty(part, out here))
            {
                return null;
            }
        }

        return envelope.Length > 0 ? here : null;
    }

    // {success, code, message, resultData: […]}: the list of objects, or the object under a name that says it is the
    // content.
    private static (JsonElement, string)? Find(JsonElement here, string path, int depth)
    {
        if (here.ValueKind is JsonValueKind.Array)
        {
            return here.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object) ? (here, path) : null;
        }

        if (here.ValueKind is not JsonValueKind.Object || depth > Deep || IsOrder(here))
        {
            return null;
        }

        foreach (var property in here.EnumerateObject())
        {
            var inside = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (property.Value.ValueKind is JsonValueKind.Object && IsOrder(property.Value))
            {
                return (property.Value, inside);
            }

            if (Find(property.Value, inside, depth + 1) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsOrder(JsonElement here) =>
        here.EnumerateObject().Count(property => OrderFields.Guide.KeyOf(property.Name) is not (null or "state")) >= 2;

    private static IEnumerable<KeyValuePair<string, string>> Cells(JsonElement order, string path, int depth)
    {
        foreach (var property in order.EnumerateObject())
        {
            var name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            if (OrderFields.Guide.Drops(name))
            {
                continue;
            }

            if (property.Value.ValueKind is JsonValueKind.Object && depth < Deep)
            {
                foreach (var inner in Cells(property.Value, name, depth + 1))
                {
                    yield return inner;
                }
            }
            else if (Text(property.Value) is { Length: > 0 } value)
            {
                yield return new(name, value);
            }
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.String => Whole(value).Trim(),
        JsonValueKind.Array => string.Join('\n', value.EnumerateArray().Select(ItemText)),
        _ => value.GetRawText(),
    };

    // "\ud800" is half of a letter: as good as the character 0.
    private static string Whole(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\0";
        }
    }

    // A list of attachments is a list of addresses, or of objects that hold one each.
    private static string ItemText(JsonElement item) => item.ValueKind is JsonValueKind.Object
        && item.EnumerateObject().FirstOrDefault(property => property.Value.ValueKind is JsonValueKind.String
            && Whole(property.Value).StartsWith(
                "http", StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: JsonValueKind.String } address
            ? Whole(address.Value)
            : Text(item);
}
