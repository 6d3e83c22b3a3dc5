using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Dapper;

namespace Bandeng.Matters.Queries;

/// <summary>The conditions of the inbox as SQL over <c>matters m</c>, and their parameters.</summary>
internal sealed class DeskConditions
{
    private static readonly MatterStage[] ToDispatch = [MatterStage.Raised, MatterStage.Listed, MatterStage.Reopened];

    // How many codes lie in a community: its grids and buildings have the last six digits.
    private const long VillageSpan = 1_000_000;

    private readonly List<string> _conditions = [];
    private readonly bool _isPostgres;

    private DeskConditions(bool isPostgres) => _isPostgres = isPostgres;

    public DynamicParameters Parameters { get; } = new();

    public string Sql => string.Join(" and ", _conditions);

    /// <summary>What to read from: of a community alone SQLite is told the index.</summary>
    public string From { get; private set; } = "matters m";

    // SQLite keeps no statistics: there, an area must not lure it away from the index in order of due.
    private string Unlured => _isPostgres ? "" : "+";

    /// <summary>Everything of the inbox, without a filter.</summary>
    public static DeskConditions Of(BandengDb db, Viewer viewer, Permission permission = Permission.ReadMatters)
    {
        var conditions = new DeskConditions(db.IsPostgres());
        conditions.AddAreas(viewer.PostsWith(permission).Select(post => post.Area));
        return conditions;
    }

    /// <summary>The inbox as a filter narrows it, without its words and its place in the list.</summary>
    public static DeskConditions Of(
        BandengDb db, Viewer viewer, DeskFilter filter, Unsigned unsigned, DateTimeOffset now)
    {
        var conditions = Of(db, viewer);
        conditions.AddShow(filter, viewer, now);
        conditions.AddHandedBack(db, filter.Show, unsigned);
        conditions.AddChoices(filter);
        conditions.AddPeriod(filter);
        return conditions;
    }

    /// <summary>
    /// Stages and levels that wait for a dispatch by this viewer: of one's own level, not what others below hold.
    /// </summary>
    public static string WaitsForDispatch(Viewer viewer)
    {
        var levels = viewer.PostsWith(Permission.DispatchMatters)
            .Select(post => (long)post.Area.Level).Distinct().ToList();
        var held = levels is [] ? "" : $" and m.held_level in ({string.Join(", ", levels)})";
        return $"m.stage in ({Quoted(ToDispatch)}){held}";
    }

    public void Add(string condition, string name, object value)
    {
        _conditions.Add(condition);
        Parameters.Add(name, value);
    }

    public void Add(string condition) => _conditions.Add(condition);

    /// <summary>Only the rows behind a key, in the order of the list.</summary>
    public void AddAfter(DeskFilter filter)
    {
        if (DeskKey.TryRead(filter.After, out var key))
        {
            // The first half alone is what an index can begin with; the second settles ties.
            _conditions.Add(filter.IsBeyondOpen
                ? "m.raised_at <= @at and (m.raised_at < @at or m.id < @id)"
                : $"{DeskDue.Sql} >= @at and ({DeskDue.Sql} > @at or m.id > @id)");
            Parameters.Add("at", key.At);
            Parameters.Add("id", key.Id);
        }
    }

    /// <summary>
    /// Says that only one community or less is asked for, if it is so: the order of due leads through everybody else's.
    /// </summary>
    /// <param name="filter">Of the open ones or of all; its area, else that of the viewer's only post.</param>
    public void AddNear(DeskFilter filter, Viewer viewer)
    {
        var near = filter.AreaCode
            ?? (viewer.PostsWith(Permission.ReadMatters).Select(post => post.Area).Distinct().ToList() is [var only] ? only : null);
        if (near is not { Level: >= AreaLevel.Village, Value: var value })
        {
            return;
        }

        if (!_isPostgres)
        {
            From = $"matters m indexed by {(filter.IsBeyondOpen ? "matters_area" : "matters_desk_near")}";
        }

        if (!filter.IsBeyondOpen)
        {
            Add($"m.area_code / {VillageSpan} = @near", "near", value / VillageSpan);
        }
        else if (!_isPostgres)
        {
            Add("m.area_code between @nearFirst and @nearLast", "nearFirst", near.Value.Range.First);
            Parameters.Add("nearLast", near.Value.Range.Last);
        }
    }

    private void AddAreas(IEnumerable<AreaCode> areas)
    {
        var ranges = areas.Distinct().Select((area, number) => Range(area, number)).ToList();
        _conditions.Add(ranges is [] ? "1 = 0" : $"({string.Join(" or ", ranges)})");
    }

    private string Range(AreaCode area, int number)
    {
        var (first, last) = area.Range;
        Parameters.Add($"first{number}", first);
        Parameters.Add($"last{number}", last);
        return $"{Unlured}m.area_code between @first{number} and @last{number}";
    }

    private void AddShow(DeskFilter filter, Viewer viewer, DateTimeOffset now)
    {
        if (!filter.IsBeyondOpen)
        {
            _conditions.Add(DeskDue.Open);
        }

        switch (filter.Show)
        {
            case DeskShow.Late:
                Add($"{DeskDue.Sql} < @now", "now", now.ToUnixTimeMilliseconds());
                break;
            case DeskShow.Today:
                Add($"{DeskDue.Sql} >= @now and {DeskDue.Sql} < @tomorrow", "now", now.ToUnixTimeMilliseconds());
                Parameters.Add("tomorrow", Midnight(ChinaTime.DayOf(now).AddDays(1)));
                break;
            case DeskShow.ToDispatch:
                Add(WaitsForDispatch(viewer));
                break;
            case DeskShow.ToCall:
                Add("m.stage in ('Checked', 'Answered')");
                break;
            case DeskShow.Returned:
                Add("m.stage = 'Returned'");
                break;
            case DeskShow.Closed:
                Add($"m.stage in ({Quoted(Stages.Closed)})");
                break;
        }
    }

    private void AddHandedBack(BandengDb db, DeskShow? show, Unsigned unsigned)
    {
        if (show is DeskShow.ToSign or DeskShow.ToCheck)
        {
            Add(show is DeskShow.ToSign ? unsigned.Sql(db) : $"m.stage = 'Handled' and not ({unsigned.Sql(db)})");
            unsigned.AddTo(Parameters);
        }
    }

    private void AddChoices(DeskFilter filter)
    {
        AddEqual("m.category_code", "category", filter.Category);
        AddEqual("m.body_id", "body", filter.Body);
        AddEqual("m.channel", "channel", filter.Channel?.ToString());
        AddEqual("m.request_type", "type", filter.Type?.ToString());
        AddEqual("m.stage", "stage", filter.Stage?.ToString());
        if (filter.Urgent)
        {
            Add("m.urgent = @yes", "yes", true);
        }

        if (filter.AreaCode is { } area)
        {
            Add($"{Unlured}m.area_code between @areaFirst and @areaLast", "areaFirst", area.Range.First);
            Parameters.Add("areaLast", area.Range.Last);
        }
    }

    private void AddEqual(string column, string name, object? value)
    {
        if (value is not (null or ""))
        {
            Add($"{column} = @{name}", name, value);
        }
    }

    private void AddPeriod(DeskFilter filter)
    {
        if (filter.From is { } from)
        {
            Add("m.raised_at >= @raisedFrom", "raisedFrom", Midnight(from));
        }

        if (filter.To is { } to)
        {
            Add("m.raised_at < @raisedBefore", "raisedBefore", Midnight(to.AddDays(1)));
        }
    }

    internal static long Midnight(DateOnly day) =>
        ChinaTime.ToInstant(day.ToDateTime(TimeOnly.MinValue)).ToUnixTimeMilliseconds();

    private static string Quoted(IEnumerable<MatterStage> stages) =>
        string.Join(", ", stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"'{stage}'")));
}
