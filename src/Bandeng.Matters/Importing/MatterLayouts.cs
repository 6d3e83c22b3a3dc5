using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;

namespace Bandeng.Matters.Importing;

/// <summary>The layouts that are known by name.</summary>
internal static class MatterLayouts
{
    private static readonly string[] UsDates = ["M/d/yyyy h:m:s tt", "M/d/yyyy h:m tt", "M/d/yyyy H:m", "M/d/yyyy"];

    private static readonly Dictionary<string, string> TeddyLabels = new()
    {
        ["交通运输"] = "06",
        ["环境保护"] = "07",
        ["教育文体"] = "08",
        ["卫生计生"] = "09",
        ["劳动和社会保障"] = "11",
        ["商贸旅游"] = "13",
    };

    // Letters to a mayor's mailbox: without the reply, and with it; some carry a label of seven. 城乡建设 is housing,
    // streets and building at once: it names none of ours, and waits for the clerk.
    private static readonly MatterMapping[] Teddy =
    [
        Letters("message_id>sourceId title>title detail>detail time>time"),
        Letters("message_id>sourceId title>title detail>detail asked>time reply>reply replied>replied"),
    ];

    private static readonly MatterMapping SanFrancisco = new()
    {
        Source = "sf311",
        Columns = Map("CaseID>sourceId Opened>time Closed>closed Category>detail Request.Type>title,detail Request.Details>detail Address>place Point>point"),
        Dates = UsDates,
    };

    private static readonly MatterMapping Baltimore = new()
    {
        Source = "baltimore311",
        Columns = Map("ServiceRequestNum>sourceId SRType>title,detail CreatedDate>time CloseDate>closed DueDate>due Address>place Latitude>latitude Longitude>longitude"),
        Dates = UsDates,
    };

    public static IReadOnlyList<string> Names { get; } = ["teddy", "sf311", "baltimore311"];

    /// <summary>
    /// The mapping of a known layout, told apart by the header where it has two; else the mapping in that file.
    /// </summary>
    /// <exception cref="MistakeException">There is neither such a layout nor such a file.</exception>
    public static MatterMapping Of(string from, TableFile file) => from switch
    {
        "teddy" => file.Column("asked") >= 0 ? Teddy[1] : Teddy[0],
        "sf311" => SanFrancisco,
        "baltimore311" => Baltimore,
        _ => MatterMapping.Read(from),
    };

    private static MatterMapping Letters(string columns) => new()
    {
        Source = "teddy",
        Columns = Map($"{columns} label>category 一级标签>category"),
        Codes = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["category"] = TeddyLabels },
    };

    private static Dictionary<string, string[]> Map(string pairs) =>
        pairs.Split(' ').Select(pair => pair.Split('>')).ToDictionary(pair => pair[0], pair => pair[1].Split(','));
}
