using System.Collections.Frozen;
using Bandeng.Figures.Definitions;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Filling;

namespace Bandeng.Figures.Tables;

/// <summary>Every figure as a field: a count itself; of a share its two numbers too; a duration in hours.</summary>
internal static class FigureFields
{
    public const string Part = ".part";
    public const string Whole = ".whole";

    // How offices head them, by field.
    private static readonly FrozenDictionary<string, string[]> Called = new Dictionary<string, string[]>
    {
        ["raised"] = ["登记件数", "受理件数", "受理数", "诉求件数", "诉求总数", "诉求量", "诉求数", "本期受理", "本月受理", "接件数"],
        ["closed-share.part"] = ["办结件数", "办结数", "已办结件数", "已办结数"],
        ["on-time-due"] = ["按期办结率", "按时办结率", "及时办结率"],
        ["on-time-due.part"] = ["按期办结数", "按期办结件数", "按时办结数"],
        ["solved-of-asked"] = ["解决率", "问题解决率", "诉求解决率"],
        ["solved-of-asked.part"] = ["解决件数", "解决数", "已解决数"],
        ["satisfied"] = ["群众满意率", "满意度"],
        ["satisfied.part"] = ["满意件数", "满意数"],
        ["satisfied.whole"] = ["评价件数", "评价数", "回访数"],
        ["signed-in-time"] = ["及时签收率"],
        ["responded"] = ["联系率"],
        ["returned.part"] = ["退单数", "退单件数"],
        ["repeated.part"] = ["重复件数", "重复诉求数"],
        ["backlog.part"] = ["超期未办结数", "超期件数", "超期数"],
        ["week-in-hand"] = ["在办件数", "在办数", "正在办理"],
        ["redone.part"] = ["重办件数", "重办数"],
    }.ToFrozenDictionary();

    /// <summary>
    /// Those at the top of the page of figures first: of two that offices call the same, they are meant.
    /// </summary>
    public static IReadOnlyList<SourceField> All { get; } = [.. FigureBook.Reported.Concat(TableFigures.Weekly)
        .OrderBy(figure => FigureBook.Top.Contains(figure) ? 0 : 1).SelectMany(Of)];

    /// <summary>The figure that a field is taken from.</summary>
    public static Figure FigureOf(string field) => FigureBook.Find(field.Split('.')[0])!;

    private static IEnumerable<SourceField> Of(Figure figure)
    {
        if (figure.Unit is FigureUnit.Count)
        {
            yield return Field(figure.Code, figure.Name.Zh, figure.Name.En);
            yield break;
        }

        if (figure.Unit is not FigureUnit.Share)
        {
            yield return Field(figure.Code, $"{figure.Name.Zh}（小时）", $"{figure.Name.En}, hours");
            yield break;
        }

        yield return Field(figure.Code, figure.Name.Zh, figure.Name.En) with { IsShare = true };
        yield return Field(figure.Code + Part, $"{figure.Name.Zh}·分子", $"{figure.Name.En}, counted");
        yield return Field(figure.Code + Whole, $"{figure.Name.Zh}·分母", $"{figure.Name.En}, out of");
    }

    private static SourceField Field(string code, string zh, string en) =>
        new(code, zh, en, CellKind.Number) { AlsoCalled = Called.GetValueOrDefault(code, []) };
}
