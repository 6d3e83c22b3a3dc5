using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;

namespace Bandeng.Matters.Importing;

/// <summary>
/// Reads the rows of one file by a mapping. What it does not know it keeps; only what cannot be a matter is refused.
/// </summary>
internal sealed class MatterReader
{
    private const string Between = " / ";

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly string[] Yes = ["1", "是", "yes", "true", "Y"];

    private readonly MatterMapping _mapping;
    private readonly TableFile _file;
    private readonly Dictionary<string, int[]> _at;
    private readonly int[] _unknown;
    private readonly string[] _dates;
    private readonly DateTimeOffset _now;

    /// <exception cref="MistakeException"><c>file.columns</c>: the file lacks the number, the time or the
    /// words.</exception>
    public MatterReader(MatterMapping mapping, TableFile file, DateTimeOffset now)
    {
        (_mapping, _file, _now, _dates) = (mapping, file, now, [.. mapping.Dates]);
        var columns = file.Header.Index().ToList();
        _at = MatterMapping.Fields.ToDictionary(
            field => field,
            field => columns.Where(column => mapping.Columns.GetValueOrDefault(column.Item)?.Contains(field) is true)
                .Select(column => column.Index).ToArray());
        _unknown = [.. columns.Where(column => !mapping.Columns.ContainsKey(column.Item))
            .Select(column => column.Index)];
        if (Array.Find(["sourceId", "time", "detail"], field => _at[field] is []) is { } missing)
        {
            throw new MistakeException(
                "file.columns", $"The header has no column for {missing}: {string.Join(", ", file.Header)}.");
        }
    }

    /// <summary>The row as a matter; or the code of what is wrong with it.</summary>
    public string? Read(TableRow row, out MatterLine? line)
    {
        line = null;
        if (row.Fault is { } broken)
        {
            return broken;
        }

        var note = new Dictionary<string, string>();
        var fault = Times(row, note, out var raisedAt, out var answer);
        var request = Request(row, note);
        fault ??= request.SourceId is null ? "matter.no-id" : RaiseChecks.FirstFault(request)?.Code;
        if (fault is null)
        {
            foreach (var column in _unknown.Where(column => row.Fields[column].Length > 0))
            {
                note[_file.Header[column]] = row.Fields[column];
            }

            line = new MatterLine(
                request, raisedAt, note.Count == 0 ? null : JsonSerializer.Serialize(note, Json), answer);
        }

        return fault;
    }

    private string? Times(
        TableRow row, Dictionary<string, string> note, out DateTimeOffset raisedAt, out RecordedAnswer? answer)
    {
        (raisedAt, answer) = (default, null);
        if (Text(row, "time") is not { } time)
        {
            return "matter.no-time";
        }

        if (Moment(time) is not { } raised)
        {
            return "matter.time-unreadable";
        }

        raisedAt = raised;
        return raised > _now ? "matter.time-ahead" : Answer(row, raised, note, out answer);
    }

    private string? Answer(
        TableRow row, DateTimeOffset raisedAt, Dictionary<string, string> note, out RecordedAnswer? answer)
    {
        answer = null;
        if (Text(row, "reply") is { } words)
        {
            if (Text(row, "replied") is not { } replied || Moment(replied) is not { } at)
            {
                return "matter.time-unreadable";
            }

            answer = new RecordedAnswer(at, words);
            return at < raisedAt
                ? "matter.time-order"
                : at > _now ? "matter.time-ahead"
                : words.Length > 20_000 ? "matter.detail"
                : null;
        }

        // A closing without words is only a time: one that cannot be true is kept as it came and moves nothing.
        if (Text(row, "closed") is { } closed)
        {
            answer = Moment(closed) is { } at && at >= raisedAt && at <= _now ? new RecordedAnswer(at, null) : null;
            Unless(answer is not null, note, row, "closed");
        }

        return null;
    }

    private RaiseRequest Request(TableRow row, Dictionary<string, string> note)
    {
        var (longitude, latitude) = Point(row, note);
        var title = Joined(row, "title");
        // Which catalogue will know it is not known here.
        Unless(false, note, row, "category");
        Unless(title is not { Length: > RaiseChecks.TitleMax }, note, row, "title");
        return new RaiseRequest
        {
            Source = _mapping.Source,
            SourceId = Text(row, "sourceId"),
            Platform = _mapping.Platform,
            OutsideNumber = Text(row, "number"),
            Title = title is { Length: > RaiseChecks.TitleMax } ? $"{title[..(RaiseChecks.TitleMax - 1)]}…" : title,
            Detail = Joined(row, "detail"),
            PlaceWords = Joined(row, "place"),
            RequestType = Known<RequestType>(row, "requestType", note),
            Channel = Known<Channel>(row, "channel", note) ?? Channel.System,
            Category = Coded(row, "category"),
            Area = Text(row, "area"),
            Longitude = longitude,
            Latitude = latitude,
            Name = Text(row, "name"),
            Phone = Phone(row, note),
            OuterDueAt = Due(row, note),
            Urgent = Flag(row, "urgent", note),
            Protected = Flag(row, "protected", note),
            IsForSomebodyElse = true,
        };
    }

    private string? Phone(TableRow row, Dictionary<string, string> note)
    {
        var isNumber = Text(row, "phone") is { } phone && PhoneNumber.Normalize(phone).TryGet(out _, out _);
        Unless(isNumber, note, row, "phone");
        return isNumber ? Text(row, "phone") : null;
    }

    private DateTimeOffset? Due(TableRow row, Dictionary<string, string> note)
    {
        var due = Text(row, "due") is { } text ? Moment(text) : null;
        Unless(due is not null, note, row, "due");
        return due;
    }

    private (double? Longitude, double? Latitude) Point(TableRow row, Dictionary<string, string> note)
    {
        var parts = Text(row, "point")?.Trim('(', ')').Split(',')
            ?? [Text(row, "latitude") ?? "", Text(row, "longitude") ?? ""];
        var isPoint = parts.Length == 2 & Degrees(parts[0], 90, out var latitude) & Degrees(
            parts[^1], 180, out var longitude);
        foreach (var field in isPoint ? [] : new[] { "point", "longitude", "latitude" })
        {
            Unless(false, note, row, field);
        }

        return isPoint ? (longitude, latitude) : (null, null);
    }

    private static bool Degrees(string text, double most, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees)
            && Math.Abs(degrees) <= most;

    private T? Known<T>(TableRow row, string field, Dictionary<string, string> note)
        where T : struct, Enum
    {
        T? known = Coded(row, field) is { Length: > 0 } text
            && !char.IsDigit(text[0]) && Enum.TryParse<T>(text, true, out var value)
            && Enum.IsDefined(value) ? value : null;
        Unless(known is not null, note, row, field);
        return known;
    }

    private bool Flag(TableRow row, string field, Dictionary<string, string> note)
    {
        var isSet = Coded(row, field) is { } text && Yes.Contains(text, StringComparer.OrdinalIgnoreCase);
        Unless(isSet, note, row, field);
        return isSet;
    }

    // What a field cannot hold is kept under the name of its column.
    private void Unless(bool isKept, Dictionary<string, string> note, TableRow row, string field)
    {
        foreach (var column in isKept ? [] : _at[field].Where(column => row.Fields[column].Length > 0))
        {
            note[_file.Header[column]] = row.Fields[column];
        }
    }

    private string? Coded(TableRow row, string field) =>
        Text(row, field) is not { } text
            ? null
            : _mapping.Codes.GetValueOrDefault(field)?.GetValueOrDefault(text) ?? text;

    private string? Text(TableRow row, string field) =>
        _at[field].Select(column => row.Fields[column]).FirstOrDefault(text => text.Length > 0);

    private string? Joined(TableRow row, string field) =>
        string.Join(Between, _at[field].Select(column => row.Fields[column]).Where(text => text.Length > 0)) is { Length: > 0 } text ? text : null;

    private DateTimeOffset? Moment(string text) =>
        DateTime.TryParseExact(text, _dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            && ChinaTime.IsInRange(moment.Year)
            ? ChinaTime.ToInstant(moment)
            : null;
}
