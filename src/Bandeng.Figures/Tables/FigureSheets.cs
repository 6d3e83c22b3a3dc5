using System.Globalization;
using Bandeng.Figures.Definitions;
using Bandeng.Figures.Queries;
using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Organizations;
using Bandeng.Territory;

namespace Bandeng.Figures.Tables;

/// <summary>Figures for cross tables: a row an area directly inside.</summary>
internal sealed class FiguresByArea(FigureTable table, ScopeOfViewer scopes, IAreas areas) : FigureSource(table, scopes)
{
    public override string Code => "figures-by-area";

    public override string Name => IsEnglish ? "Figures, a row an area" : "指标（按社区、街道）";

    public override string About => IsEnglish
        ? "Figures of the period, one row for each area directly inside." : "本期指标，下一级区域一个一行；率和件数与“指标”页一样。";

    protected override Breakdown By => Breakdown.Area;

    protected override SourceField Naming { get; } = new("name", "社区", "Area")
    {
        AlsoCalled = ["村社区", "单位", "街道", "乡镇", "区域", "属地", "社区名称", "村居", "街道社区", "名称", "乡镇街道"],
        NamesRow = true,
    };

    // An area without a matter has a row too: nothing is a number.
    protected override async Task<IReadOnlyList<(string Key, string Name)>> GroupsAsync(
        Crosstab cross, AreaCode area, CancellationToken cancel)
    {
        var inside = await areas.ChildrenAsync(area, cancel);
        if (inside.Count == 0)
        {
            return [(Whole, (await areas.NamesAsync([area], cancel)).GetValueOrDefault(area)?.Name ?? area.ToString())];
        }

        var known = inside.Select(one => (Key: one.Code.Value.ToString(CultureInfo.InvariantCulture), one.Name))
            .ToList();
        return [.. known, .. cross.Rows.Where(row => known.TrueForAll(one => one.Key != row.Key))
            .Select(row => (row.Key, row.Name))];
    }
}

/// <summary>Figures for cross tables: a row a handling body.</summary>
internal sealed class FiguresByBody(FigureTable table, ScopeOfViewer scopes) : FigureSource(table, scopes)
{
    public override string Code => "figures-by-body";

    public override string Name => IsEnglish ? "Figures, a row a body" : "指标（按承办单位）";

    public override string About => IsEnglish
        ? "Figures of the period, one row for each body that handles matters." : "本期指标，承办单位一个一行；率和件数与“指标”页一样。";

    protected override Breakdown By => Breakdown.Body;

    protected override SourceField Naming { get; } = new("name", "承办单位", "Body")
    {
        AlsoCalled = ["责任单位", "单位名称", "部门", "办理单位", "责任部门"],
        NamesRow = true,
    };

    protected override Task<IReadOnlyList<(string Key, string Name)>> GroupsAsync(
        Crosstab cross, AreaCode area, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<(string Key, string Name)>>(
            [.. cross.Rows.Where(row => row.Key != FigureScope.None).Select(row => (row.Key, row.Name))]);
}

/// <summary>What both have in common: a cross table counted as on the page of figures.</summary>
internal abstract class FigureSource(FigureTable table, ScopeOfViewer scopes) : ISheetSource
{
    /// <summary>The key of a row that is the whole area.</summary>
    protected const string Whole = "";

    protected static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public abstract string Code { get; }

    public abstract string Name { get; }

    public abstract string About { get; }

    public IReadOnlyList<SourceField> Fields => [Naming, .. FigureFields.All];

    protected abstract Breakdown By { get; }

    protected abstract SourceField Naming { get; }

    public bool MayRead(Viewer viewer, AreaCode area) => viewer.May(Permission.ReadFigures, area);

    public async Task<IReadOnlyList<object?[]>> RowsAsync(SourceQuestion question, CancellationToken cancel)
    {
        if (await CrossAsync(question, By, cancel) is not { } cross)
        {
            return [];
        }

        var rows = cross.Rows.ToDictionary(row => row.Key);
        return [.. (await GroupsAsync(cross, question.Area, cancel)).Take(question.Most).Select(group => question.Pick(field =>
            field == Naming.Code ? group.Name
            : Value(field, group.Key == Whole ? cross.Totals[FigureFields.FigureOf(field).Code]
                : rows.GetValueOrDefault(group.Key)?.Cell(FigureFields.FigureOf(field)) ?? Counted.Nothing)))];
    }

    public async Task<object?[]?> TotalAsync(SourceQuestion question, CancellationToken cancel) =>
        await CrossAsync(question, Breakdown.None, cancel) is { } cross
            ? question.Pick(field =>
                field == Naming.Code ? null : Value(field, cross.Totals[FigureFields.FigureOf(field).Code])) : null;

    protected abstract Task<IReadOnlyList<(string Key, string Name)>> GroupsAsync(
        Crosstab cross, AreaCode area, CancellationToken cancel);

    private async Task<Crosstab?> CrossAsync(SourceQuestion question, Breakdown by, CancellationToken cancel)
    {
        var read = await scopes.ReadAsync(new ScopeRequest(question.Area.ToString()), question.Viewer, cancel);
        if (!read.TryGet(out var scope, out _))
        {
            return null;
        }

        var figures = question.Fields.Where(field => field != Naming.Code)
            .Select(FigureFields.FigureOf).DistinctBy(figure => figure.Code).ToList();
        return await table.CrossAsync(
            figures is [] ? [FigureBook.Reported[0]] : figures, by,
            new Period(PeriodKind.Days, question.First, question.Last), scope, cancel);
    }

    private static double? Value(string field, Counted counted) => FigureFields.FigureOf(field).Unit switch
    {
        _ when field.EndsWith(FigureFields.Part, StringComparison.Ordinal) => counted.Numerator,
        _ when field.EndsWith(FigureFields.Whole, StringComparison.Ordinal) => counted.Denominator,
        FigureUnit.Count => counted.Denominator,
        FigureUnit.Share => counted.Share,
        _ => counted.Duration is { } took ? Math.Round(took.TotalHours, 1) : null,
    };
}
