using System.Runtime.CompilerServices;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Words;
using Bandeng.Matters;
using Bandeng.Organizations;
using Bandeng.Visits.Life;
using Bandeng.Visits.Pages.Visits;
using Bandeng.Visits.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Bandeng.Visits.Api;

/// <summary>The list of visits as files; for one programme with a column for each question.</summary>
internal sealed class VisitFiles(
    VisitLog log, ReadProgrammes programmes, IPeople people, BandengDb db, IStringLocalizer<VisitsText> texts,
    IStringLocalizer<MattersText> stages)
{
    private const int Most = 50_000;
    private const int Batch = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/visits.xlsx", async (HttpContext context, VisitFiles files, CancellationToken cancel) =>
        {
            var questions = await files.QuestionsAsync(context, cancel);
            return await SheetAnswer.XlsxAsync(
                "visits", files.Title, files.Columns(questions), files.RowsAsync(context, questions, cancel), cancel);
        }).RequirePermission(Permission.Visit, Permission.PlanVisits).ExcludeFromDescription();
        routes.MapGet("/visits.csv", async (HttpContext context, VisitFiles files, CancellationToken cancel) =>
        {
            var questions = await files.QuestionsAsync(context, cancel);
            return await SheetAnswer.CsvAsync(
                "visits", files.Columns(questions), files.RowsAsync(context, questions, cancel), cancel);
        }).RequirePermission(Permission.Visit, Permission.PlanVisits).ExcludeFromDescription();
    }

    private string Title => texts["log"];

    private async Task<IReadOnlyList<Question>> QuestionsAsync(HttpContext context, CancellationToken cancel) =>
        VisitAddress.Of(context.Request.Query).Programme is { } programme
            && await programmes.FindAsync(programme, context.Viewer(), cancel) is not null
            ? [.. (await programmes.QuestionsAsync(programme, cancel))
                .Where(question => question.Kind is not QuestionKind.Promise)]
            : [];

    private IReadOnlyList<SheetColumn> Columns(IReadOnlyList<Question> questions) =>
    [
        new(texts["day"], CellKind.Day), new(texts["address"], Width: 30), new(texts["outcome"]), .. questions.Select(question => new SheetColumn(
            question.Unit.Length > 0 ? $"{question.Text}（{question.Unit}）" : question.Text,
            question.Kind is QuestionKind.Number ? CellKind.Number : CellKind.Text, 18)),
        new(texts["words"], Width: 40), new(texts["promise"], Width: 40), new(texts["promised-for"], CellKind.Day),
        new(texts["what-came"]),
        new(texts["who"]), new(texts["programme"], Width: 20),
    ];

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        HttpContext context, IReadOnlyList<Question> questions, [EnumeratorCancellation] CancellationToken cancel)
    {
        var filter = VisitAddress.Of(context.Request.Query) with { After = null };
        for (var left = Most; left > 0; left -= Batch)
        {
            var rows = await log.ListAsync(filter, context.Viewer(), Batch, cancel);
            var ids = rows.Select(row => row.Id).ToArray();
            var answers = questions.Count == 0
                ? []
                : await db.Answers.AsNoTracking().Where(one => ids.Contains(one.VisitId)).ToListAsync(cancel);
            var byCell = answers.ToLookup(one => (one.VisitId, one.Question));
            var words = await db.TextsAsync(
                [.. rows.SelectMany(row => new[] { row.WordsId, row.PromiseId })
                    .Concat(answers.Select(one => one.TextId)).OfType<Guid>()],
                cancel);
            var names = await people.NamesAsync(rows.Select(row => row.VisitorId), cancel);
            foreach (var row in rows)
            {
                yield return
                [
                    row.Day, row.Door, texts[$"outcome.{row.Outcome}"].Value,
                    .. questions.Select(question => Cell([.. byCell[(row.Id, question.Key)]], words)),
                    row.WordsId is { } said ? words.GetValueOrDefault(said) : null,
                    row.PromiseId is { } promise ? words.GetValueOrDefault(promise) : null,
                    row.PromisedFor, Came(row), names.GetValueOrDefault(row.VisitorId), row.Programme,
                ];
            }

            if (rows.Count < Batch)
            {
                yield break;
            }

            filter = filter with { After = VisitLog.KeyOf(rows[^1]) };
        }
    }

    private string? Came(VisitRow row) => row.Stage is { } stage ? stages["stage." + stage].Value
        : row.Settlement is { } settlement ? texts[$"settlement.{settlement}"].Value : null;

    private object? Cell(Answer[] answers, IReadOnlyDictionary<Guid, string?> words) => answers switch
    {
        [] => null,
        [{ Number: { } number }] => number,
        [{ TextId: { } text }] => words.GetValueOrDefault(text),
        _ =>
            string.Join(
                "、",
                answers.OrderBy(one => one.Position)
                    .Select(one => one.Choice is "yes" or "no" ? texts[one.Choice].Value : one.Choice)),
    };
}
