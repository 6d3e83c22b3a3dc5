using Bandeng.Kernel.Files.Filling;

namespace Bandeng.Sheets.Layout;

/// <summary>What can be put into a column whatever the source.</summary>
internal static class RowFields
{
    public const string Number = "row.number";

    public const string Office = "row.office";

    public const string Day = "row.day";

    public static IReadOnlyList<SourceField> All { get; } =
    [
        new(Number, "序号", "Running number", Kernel.Files.CellKind.Number) { AlsoCalled = ["编号", "行号", "顺序号", "no"] },
        new(Office, "填报单位", "Reporting office") { AlsoCalled = ["上报单位", "报送单位"] },
        new(Day, "填报日期", "Day of filling", Kernel.Files.CellKind.Day) { AlsoCalled = ["填表日期", "上报日期", "填报时间"] },
    ];
}

/// <summary>Guesses from the words of headings which source a table is of, and which field each column.</summary>
internal sealed class GuessHeadings(IEnumerable<ISheetSource> sources)
{
    // What a heading beside a cell calls the area that the table is filled for.
    private static readonly string[] Areas = ["社区", "社区名称", "村社区", "村社区名称", "所属社区", "村居", "村居名称", "单位名称", "名称", "单位"];

    private static readonly string[] Leads = ["基本信息", "基本情况", "信息", "情况"];

    private const int Exact = 100;
    private const int Within = 10;

    public IReadOnlyList<ISheetSource> Sources { get; } = [.. sources.OrderBy(
        source => source.Code, StringComparer.Ordinal)];

    /// <summary>Whether any source heads a field like this.</summary>
    public bool Knows(string heading) => Heading.Plain(heading) is { Length: > 0 } plain
        && (RowFields.All.Concat(Sources.SelectMany(source => source.Fields)).Any(field => Names(field).Contains(plain))
            || Sources.Any(source => source.CountedAs.Select(Heading.Plain).Contains(plain)));

    /// <summary>
    /// What a heading beside a cell is bound to: a field with the code of its source, the number of its rows, or what
    /// any table has.
    /// </summary>
    public IReadOnlyDictionary<int, string> Beside(IReadOnlyList<Heading> headings) => headings
        .Where(heading => !heading.IsNotKept)
        .Select(heading => (heading.Column, Field: Beside(Heading.Plain(heading.Text))))
        .Where(pair => pair.Field is not null).ToDictionary(pair => pair.Column, pair => pair.Field!);

    private string? Beside(string plain) =>
        Areas.Contains(plain) ? RowFields.Office
        : RowFields.All.FirstOrDefault(
            field => field.Code != RowFields.Number && Names(field).Contains(plain)) is { } any ? any.Code
        : Sources.FirstOrDefault(source => source.CountedAs.Select(Heading.Plain).Contains(plain)) is { } counted ? BesideField.Count(counted)
        : (from source in Sources
           from field in source.Fields
           where field is { NamesRow: false, IsNumberOfPerson: false }
               && (field.Sums || field.IsShare || field.Kind is Kernel.Files.CellKind.Number)
               && Names(field).Contains(plain)
           select BesideField.Of(source, field)).FirstOrDefault();

    /// <summary>
    /// The source that knows most of the headings; null where each knows a third of them or less: a table of meetings
    /// has a time too.
    /// </summary>
    public ISheetSource? Source(IReadOnlyList<Heading> headings)
    {
        var asked = headings.Count(heading =>
            !heading.IsNotKept && !RowFields.All.Any(field => Names(field).Contains(Heading.Plain(heading.Text))));
        return Sources.Select(source => (Source: source, Pairs: Pairs(source.Fields, headings)))
            .Where(one => one.Pairs.Count * 3 > asked)
            .OrderByDescending(one => one.Pairs.Sum(pair => pair.Score))
            .Select(one => one.Source).FirstOrDefault();
    }

    /// <summary>A field for each column that one was found for; no field twice.</summary>
    public static IReadOnlyDictionary<int, string> Fields(ISheetSource? source, IReadOnlyList<Heading> headings) =>
        Pairs([.. RowFields.All, .. source?.Fields ?? []], headings)
            .ToDictionary(pair => pair.Heading.Column, pair => pair.Field.Code);

    private static List<(Heading Heading, SourceField Field, int Score)> Pairs(
        IReadOnlyList<SourceField> fields, IReadOnlyList<Heading> headings)
    {
        var all = from heading in headings
                  where !heading.IsNotKept
                  from field in fields
                  let score = Score(heading, field)
                  where score > 0
                  orderby score descending, heading.Column
                  select (heading, field, score);
        var chosen = new List<(Heading Heading, SourceField Field, int Score)>();
        foreach (var (heading, field, score) in all)
        {
            if (!chosen.Exists(pair => pair.Heading == heading || pair.Field == field))
            {
                chosen.Add((heading, field, score));
            }
        }

        return chosen;
    }

    // 户主/姓名 is 户主姓名 before it is 姓名; 诉求内容摘要 has 诉求内容 in it.
    private static int Score(Heading heading, SourceField field)
    {
        var leaf = Heading.Plain(heading.Text);
        var whole = string.Concat(heading.Path.Split('/')[..^1].Select(Lead)) + leaf;
        var names = Names(field);
        return whole != leaf && names.Contains(whole) ? Exact * 2
            : names.Contains(leaf) ? Exact
            : names.Where(name => name.Length >= 2 && leaf.Length >= 2
                && (leaf.Contains(name, StringComparison.Ordinal) || (leaf.Length >= 3 && name.Contains(
                    leaf, StringComparison.Ordinal))))
                .Select(name => Within + name.Length).DefaultIfEmpty().Max();
    }

    // 户主基本信息 over 姓名 says whose name it is.
    private static string Lead(string part) =>
        Leads.Select(word => (Part: Heading.Plain(part), word))
            .Where(pair =>
                pair.Part.Length > pair.word.Length && pair.Part.EndsWith(pair.word, StringComparison.Ordinal))
            .Select(pair => pair.Part[..^pair.word.Length]).FirstOrDefault() ?? Heading.Plain(part);

    private static List<string> Names(SourceField field) =>
        [.. field.AlsoCalled.Prepend(field.Zh).Select(Heading.Plain)];
}
