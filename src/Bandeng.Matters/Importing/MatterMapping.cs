using System.Text.Json;
using Bandeng.Kernel.CommandLine;

namespace Bandeng.Matters.Importing;

/// <summary>
/// How the columns of somebody's table become a matter. The known layouts are mappings too; an office writes its own
/// as JSON (docs/import.md).
/// </summary>
internal sealed record MatterMapping
{
    /// <summary>Every field that a column can be mapped to.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "sourceId", "number", "title", "detail", "time", "requestType", "channel", "category", "area", "place",
        "longitude", "latitude", "point", "name", "phone", "due", "urgent", "protected", "reply", "replied", "closed",
    ];

    private static readonly string[] UsualDates =
    [
        "yyyy-M-d H:m:s", "yyyy-M-d H:m", "yyyy-M-d", "yyyy/M/d H:m:s", "yyyy/M/d H:m", "yyyy/M/d", "yyyy.M.d H:m",
        "yyyy.M.d",
        "yyyy年M月d日 H:m:s", "yyyy年M月d日 H:m", "yyyy年M月d日", "yyyy-MM-ddTHH:mm:ss", "yyyyMMddHHmmss", "yyyyMMdd",
    ];

    /// <summary>With the number of a row the identity of a matter.</summary>
    public required string Source { get; init; }

    /// <summary>Whose numbers 工单编号 are; 12345 when left out.</summary>
    public string? Platform { get; init; }

    /// <summary>Column to field; several columns of one field are joined.</summary>
    public required IReadOnlyDictionary<string, string[]> Columns { get; init; }

    /// <summary>.NET date patterns, tried in order; local time of China.</summary>
    public IReadOnlyList<string> Dates { get; init; } = UsualDates;

    /// <summary>For a field: what its values mean here.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Codes { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <exception cref="MistakeException"><c>mapping.…</c>: what is wrong with the file.</exception>
    public static MatterMapping Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new MistakeException(
                "file.missing",
                $"There is no file {path}; known layouts are {string.Join(", ", MatterLayouts.Names)}.");
        }

        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllText(path),
                new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Of(json.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new MistakeException("mapping.unreadable", $"{path} is not a mapping: {failure.Message}");
        }
    }

    private static MatterMapping Of(JsonElement root)
    {
        var columns = root.GetProperty("columns").EnumerateObject()
            .ToDictionary(column => column.Name.Trim(), column => Texts(column.Value));
        var strange = columns.Values.SelectMany(fields => fields).FirstOrDefault(field => !Fields.Contains(field));
        if (strange is not null)
        {
            throw new MistakeException(
                "mapping.field", $"'{strange}' is no field; there are {string.Join(", ", Fields)}.");
        }

        return new MatterMapping
        {
            Source = root.GetProperty("source").GetString() is { Length: > 0 and <= 40 } source
                ? source
                : throw new MistakeException("mapping.source", "A source is 1 to 40 characters."),
            Platform = root.TryGetProperty("platform", out var platform) ? platform.GetString() : null,
            Columns = columns,
            Dates = root.TryGetProperty("dates", out var dates) ? Texts(dates) : UsualDates,
            Codes = root.TryGetProperty("codes", out var codes)
                ? ReadCodes(codes)
                : new Dictionary<string, IReadOnlyDictionary<string, string>>(),
        };
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> ReadCodes(JsonElement codes) =>
        codes.EnumerateObject().ToDictionary(
            field => field.Name,
            IReadOnlyDictionary<string, string> (field) => field.Value.EnumerateObject()
                .ToDictionary(code => code.Name.Trim(), code => code.Value.GetString() ?? ""));

    private static string[] Texts(JsonElement value) => value.ValueKind is JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
        : [value.GetString()!];
}
