using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Bandeng.Matters.Queries;

/// <summary>Which part of the inbox is looked at: the number tiles, and two wider views.</summary>
public enum DeskShow
{
    /// <summary>Everything that is open.</summary>
    Open,

    /// <summary>超期.</summary>
    Late,

    /// <summary>今日到期.</summary>
    Today,

    /// <summary>待派.</summary>
    ToDispatch,

    /// <summary>待审签: handed back, and the head has not signed it yet.</summary>
    ToSign,

    /// <summary>待核查: handed back, and signed where the rules ask for that.</summary>
    ToCheck,

    /// <summary>待回访.</summary>
    ToCall,

    /// <summary>退单待裁定.</summary>
    Returned,

    /// <summary>已办结.</summary>
    Closed,

    /// <summary>Open and closed.</summary>
    All,
}

/// <summary>
/// What a clerk asked the inbox for; it stands in the address, and an address can be kept under a name.
/// </summary>
public sealed record DeskFilter
{
    public DeskShow? Show { get; init; }

    /// <summary>An area code; what lies outside the viewer's posts shows nothing.</summary>
    public string? Area { get; init; }

    public string? Category { get; init; }

    public Guid? Body { get; init; }

    public Channel? Channel { get; init; }

    public RequestType? Type { get; init; }

    public MatterStage? Stage { get; init; }

    public bool Urgent { get; init; }

    /// <summary>Raised on this day or later.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Raised on this day or earlier.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Words, or exactly an outside number, an enquiry code or a telephone number.</summary>
    public string? Q { get; init; }

    /// <summary>The key of the row before the page: <c>1763700000000_id</c>; of a search <c>tier~row</c>.</summary>
    public string? After { get; init; }

    /// <summary>
    /// Whether closed matters may be among the answer, which is then sorted by newest instead of by due.
    /// </summary>
    public bool IsBeyondOpen =>
        Show is DeskShow.Closed or DeskShow.All || (Stage is { } stage && Stages.Closed.Contains(stage));

    /// <summary>Whether anything narrows the list beside the tiles.</summary>
    public bool IsNarrowed => this with { Show = null, After = null } != new DeskFilter();

    /// <summary>The area asked for, if it can be read.</summary>
    public AreaCode? AreaCode => Kernel.AreaCode.TryParse(Area, out var area) ? area : null;

    /// <summary>Reads an address; what cannot be read narrows nothing.</summary>
    public static DeskFilter Of(IQueryCollection query) => new()
    {
        Show = Known<DeskShow>(query["show"]),
        Area = Text(query["area"]),
        Category = Text(query["category"]),
        Body = Guid.TryParse(query["body"], out var body) ? body : null,
        Channel = Known<Channel>(query["channel"]),
        Type = Known<RequestType>(query["type"]),
        Stage = Known<MatterStage>(query["stage"]),
        Urgent = query["urgent"] == "true",
        From = ChinaTime.ReadDay(query["from"]),
        To = ChinaTime.ReadDay(query["to"]),
        Q = Text(query["q"]),
        After = Text(query["after"]),
    };

    /// <summary>
    /// The first part of an address that is there and cannot be read, for programs, which are told; null when all can.
    /// </summary>
    public static string? FirstUnreadable(IQueryCollection query)
    {
        var read = Of(query);
        (string Name, bool IsRead)[] parts =
        [
            ("show", read.Show is not null), ("area", read.AreaCode is not null), ("body", read.Body is not null),
            ("channel", read.Channel is not null), ("type", read.Type is not null), ("stage", read.Stage is not null),
            ("urgent", query["urgent"].ToString() is "true" or "false"), ("from", read.From is not null),
            ("to", read.To is not null),
            ("after", read.After?.Split('_', '~') is [{ Length: > 0 }, { Length: > 0 }]),
        ];
        return Array.Find(parts, part => !part.IsRead && !string.IsNullOrWhiteSpace(query[part.Name])).Name;
    }

    /// <summary>The filter in the address of a request.</summary>
    public static ValueTask<DeskFilter> BindAsync(HttpContext context) =>
        ValueTask.FromResult(Of(context.Request.Query));

    /// <summary>
    /// The query string that leads here again, without the place in the list; empty or beginning with a question mark.
    /// </summary>
    public string ToQuery()
    {
        var query = new QueryBuilder();
        Add(query, "show", Show?.ToString());
        Add(query, "area", Area);
        Add(query, "category", Category);
        Add(query, "body", Body?.ToString());
        Add(query, "channel", Channel?.ToString());
        Add(query, "type", Type?.ToString());
        Add(query, "stage", Stage?.ToString());
        Add(query, "urgent", Urgent ? "true" : null);
        Add(query, "from", Day(From));
        Add(query, "to", Day(To));
        Add(query, "q", Q);
        return query.ToString();
    }

    /// <summary>The address of the page that follows a row.</summary>
    public string ToQueryAfter(string key) =>
        ToQuery() is { Length: > 0 } query ? $"{query}&after={key}" : $"?after={key}";

    private static T? Known<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, true, out var value) && Enum.IsDefined(value) ? value : null;

    private static string? Text(string? text) =>
        string.IsNullOrWhiteSpace(text) || Keeping.Storable(text).Trim() is not { Length: > 0 } told ? null : told;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            query.Add(name, value);
        }
    }
}
