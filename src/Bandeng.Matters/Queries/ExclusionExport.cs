using System.Runtime.CompilerServices;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Pages.Desk;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Queries;

/// <summary>The register of exclusions as a table file.</summary>
internal sealed class ExclusionExport(
    ExclusionRegister register, DeskNames names, IStringLocalizer<DeskText> texts, IStringLocalizer<MattersText> shared)
{
    private const int Batch = 500;

    public IReadOnlyList<SheetColumn> Columns =>
    [
        new(texts["matter"], CellKind.Text, 40), new(texts["area"], CellKind.Text, 16),
        new(texts["body"], CellKind.Text, 18),
        new(texts["sheet.raised"], CellKind.Moment, 17), new(texts["exclusions.reason"], CellKind.Text, 16),
        new(texts["exclusions.evidence"], CellKind.Text, 40), new(texts["exclusions.asked-by"], CellKind.Text, 12),
        new(texts["exclusions.asked-at"], CellKind.Moment, 17), new(texts["exclusions.judged"], CellKind.Text, 12),
        new(texts["exclusions.judged-words"], CellKind.Text, 40), new(texts["exclusions.judged-by"], CellKind.Text, 12),
        new(texts["exclusions.judged-at"], CellKind.Moment, 17),
    ];

    public async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        string? from, string? to, Viewer viewer, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (first, last) = register.Period(from, to);
        string? after = null;
        do
        {
            (var lines, after) = await register.RunAsync(first, last, after, Batch, viewer, cancel);
            var named = await names.OfAsync(
                lines.Select(line => line.AreaCode), lines.Select(line => line.BodyId), cancel);
            foreach (var line in lines)
            {
                yield return Cells(line, named);
            }
        }
        while (after is not null);
    }

    private object?[] Cells(ExclusionLine line, DeskNames.Names named) =>
    [
        line.Title ?? texts["erased"].Value, named.Area(line.AreaCode), named.Body(line.BodyId), line.RaisedAt,
        line.Asked?.Reason is { } reason ? shared[$"reason.{reason}"].Value : null, line.Asked?.Words, line.Asked?.Who,
        line.Asked?.At,
        texts[$"exclusions.{line.State}"].Value, line.Judged?.Words, line.Judged?.Who, line.Judged?.At,
    ];
}
