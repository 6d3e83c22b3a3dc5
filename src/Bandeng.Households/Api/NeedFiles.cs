using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Bandeng.Households.Needs;
using Bandeng.Households.Needs.Held;
using Bandeng.Households.Pages.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Words;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Api;

/// <summary>
/// Care as files for those who may see it, without anything closed; and all that is held about oneself.
/// </summary>
internal sealed class NeedFiles(ReadNeeds read, NeedKinds kinds, BandengDb db, IStringLocalizer<NeedsText> texts)
{
    private const int Most = 50_000;
    private const int Batch = 500;

    // Chinese as Chinese: people read this file too.
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/needs.xlsx", (HttpContext context, NeedFiles files, CancellationToken cancel) =>
            SheetAnswer.XlsxAsync("needs", files.Title, files.Columns, files.RowsAsync(context, cancel), cancel))
            .RequirePermission(Permission.ReadNeeds).ExcludeFromDescription();
        routes.MapGet("/needs.csv", (HttpContext context, NeedFiles files, CancellationToken cancel) =>
            SheetAnswer.CsvAsync("needs", files.Columns, files.RowsAsync(context, cancel), cancel))
            .RequirePermission(Permission.ReadNeeds).ExcludeFromDescription();
        routes.MapGet("/my/held.json", HeldAsync).SignedIn().ExcludeFromDescription();
    }

    private static async Task<IResult> HeldAsync(HttpContext context, HeldOfPerson held, CancellationToken cancel)
    {
        var person = await held.WhoAsync(context.Viewer(), cancel);
        var sections = await held.ReadAsync(person, cancel);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = "attachment; filename=held.json";
        return TypedResults.Json(sections.ToDictionary(
            section => section.Key,
            section =>
                section.Records.Select(record => record.Facts.Prepend(new("title", "", record.Title))
                    .ToDictionary(fact => fact.Key, fact => fact.Value))
                    .ToArray()), Readable);
    }

    private string Title => texts["needs"];

    private IReadOnlyList<SheetColumn> Columns =>
    [
        new(texts["person"]), new(texts["kind"]), new(texts["address"], Width: 30), new(texts["purpose"], Width: 30),
        new(texts["from"], CellKind.Day),
        new(texts["until"], CellKind.Day), new(texts["last-visit"], CellKind.Day), new(texts["next-due"], CellKind.Day),
        new(texts["ended-why"]),
    ];

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        HttpContext context, [EnumeratorCancellation] CancellationToken cancel)
    {
        var filter = NeedAddress.Of(context.Request.Query) with { After = null };
        var names = (await kinds.AllAsync(cancel)).GroupBy(kind => kind.Code)
            .ToDictionary(group => group.Key, group => group.First().Name);
        for (var left = Most; left > 0; left -= Batch)
        {
            var rows = await read.ListAsync(filter, context.Viewer(), Batch, cancel);
            var words = await db.TextsAsync([.. rows.Select(row => row.PurposeId)], cancel);
            foreach (var row in rows)
            {
                yield return
                [
                    row.Name, names.GetValueOrDefault(row.Kind, row.Kind), row.Door,
                    words.GetValueOrDefault(row.PurposeId), row.ValidFrom,
                    row.EndedOn ?? row.EndsOn, row.LastVisit, row.EndedOn is null ? row.NextDue : null,
                    row.EndedWhy is { } why ? texts[$"why.{why}"].Value : null,
                ];
            }

            if (rows.Count < Batch)
            {
                yield break;
            }

            filter = filter with { After = ReadNeeds.KeyOf(rows[^1]) };
        }
    }
}
