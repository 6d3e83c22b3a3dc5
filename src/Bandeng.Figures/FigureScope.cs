using Bandeng.Kernel;

namespace Bandeng.Figures;

/// <summary>By what a figure is taken apart.</summary>
public enum Breakdown
{
    /// <summary>Not at all: one row.</summary>
    None,

    /// <summary>属地: the areas directly inside.</summary>
    Area,

    /// <summary>承办单位.</summary>
    Body,

    /// <summary>事项分类.</summary>
    Category,

    /// <summary>诉求类型.</summary>
    Type,

    /// <summary>来源渠道.</summary>
    Channel,
}

/// <summary>Which matters are looked at: an area that the viewer's post covers, and what else was chosen.</summary>
/// <param name="Span">How many codes an area directly inside takes; 1 inside a building.</param>
/// <param name="Own">Only those known no deeper than the area itself: 待定位, or held above.</param>
public sealed record FigureScope(AreaCode Area, long Span, bool Own = false)
{
    /// <summary>What a group without a value is called in addresses.</summary>
    public const string None = "none";

    /// <summary>A body's id, or <see cref="None"/>.</summary>
    public string? Body { get; init; }

    public string? Category { get; init; }

    public string? Type { get; init; }

    public string? Channel { get; init; }

    /// <summary>The same, narrowed to one group of a breakdown.</summary>
    public FigureScope To(Breakdown by, string key) => by switch
    {
        Breakdown.Area =>
            AreaCode.FromValue(long.Parse(key, System.Globalization.CultureInfo.InvariantCulture)) is var inside
                && inside == Area
            ? this with { Own = true }
            : this with { Area = inside },
        Breakdown.Body => this with { Body = key },
        Breakdown.Category => this with { Category = key },
        Breakdown.Type => this with { Type = key },
        Breakdown.Channel => this with { Channel = key },
        _ => this,
    };

    /// <summary>The same in an address; figure, part and period are put before it.</summary>
    public string ToQuery() =>
        $"&area={Area}" + (Own ? "&own=true" : "") + Part("body", Body)
            + Part("category", Category) + Part("type", Type) + Part("channel", Channel);

    /// <summary>
    /// As an SQL condition on <c>f</c>; its parameters are those of <see cref="Queries.FigureQuestion"/>.
    /// </summary>
    internal string Sql => "f.area_code between @first and @last"
        + Equal("f.body_id", Body, "@body") + Equal("f.category_code", Category, "@category")
        + Equal("f.request_type", Type, "@type") + Equal("f.channel", Channel, "@channel");

    internal (long First, long Last) Codes => Own ? (Area.Value, Area.Value + Span - 1) : Area.Range;

    private static string Part(string name, string? value) =>
        value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";

    private static string Equal(string column, string? value, string parameter) => value switch
    {
        null => "",
        None => $" and {column} is null",
        _ => $" and {column} = {parameter}",
    };
}
