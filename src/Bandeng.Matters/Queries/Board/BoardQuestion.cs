using System.Globalization;
using Bandeng.Kernel;

namespace Bandeng.Matters.Queries.Board;

/// <summary>Which matters somebody wants to see on the board.</summary>
/// <param name="Within">The first and the last area code, both included.</param>
/// <param name="Now">By which lateness is judged.</param>
internal sealed record BoardQuestion((long First, long Last) Within, DateTimeOffset Now)
{
    public BoardGroup Group { get; init; }

    /// <summary>Codes; empty for every category and those without one.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Raised at this moment or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Goes on behind this one.</summary>
    public BoardKey? After { get; init; }

    /// <summary>The conditions without paging; complaints and reports are still among them.</summary>
    public string Where(BandengDb db)
    {
        // SQLite would rather sort a whole district or stage than walk the newest; the plus keeps it from those
        // indexes.
        var group = BoardConditions.Of(Group);
        var (area, stage) = db.IsPostgres()
            ? ("m.area_code", group)
            : ("+m.area_code", group.Replace("m.stage", "+m.stage", StringComparison.Ordinal));
        string?[] conditions =
        [
            BoardConditions.Counted,
            $"{area} between @First and @Last",
            stage,
            Since is null ? null : "m.raised_at >= @Since",
            Categories is [] ? null : db.In("m.category_code", "Codes"),
        ];
        return string.Join(" and ", conditions.OfType<string>());
    }

    /// <summary>What <see cref="Where"/> and the paging name.</summary>
    public object Parameters(int take = 0) => new
    {
        Within.First,
        Within.Last,
        Now,
        Since,
        Codes = Categories.ToArray(),
        AfterAt = After?.At,
        AfterId = After?.Id,
        Take = take,
    };
}

/// <summary>Where a page of the list ends: raised when, and which one of that moment.</summary>
internal sealed record BoardKey(DateTimeOffset At, Guid Id)
{
    /// <summary>Condition that goes on behind it, in an order that both databases find in the index.</summary>
    public const string Condition = "m.raised_at <= @AfterAt and (m.raised_at < @AfterAt or m.id < @AfterId)";

    /// <summary>Reads what <see cref="ToString"/> writes; null for anything else.</summary>
    public static BoardKey? Parse(string? text) =>
        text?.Split('-') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms)
        && ms < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && Guid.TryParseExact(id, "N", out var matter)
            ? new BoardKey(DateTimeOffset.FromUnixTimeMilliseconds(ms), matter)
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}-{Id:N}");
}
