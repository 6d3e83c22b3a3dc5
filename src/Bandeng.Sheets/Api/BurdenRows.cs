using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Sheets.Queries;
using Bandeng.Territory;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Bandeng.Sheets.Api;

/// <summary>For which area and days the burden is asked.</summary>
internal sealed record BurdenAsked(AreaCode Area, DateOnly First, DateOnly Last)
{
    public DateTimeOffset From => ChinaTime.ToInstant(First.ToDateTime(TimeOnly.MinValue));

    public DateTimeOffset To => ChinaTime.ToInstant(Last.AddDays(1).ToDateTime(TimeOnly.MinValue));

    public string Query => FormattableString.Invariant($"?area={Area}&from={First:yyyy-MM-dd}&to={Last:yyyy-MM-dd}");

    /// <summary>
    /// What an address asks for; without days this month. Null: the area lies outside of the viewer's posts.
    /// </summary>
    public static BurdenAsked? Read(IQueryCollection query, Viewer viewer, DateTimeOffset now)
    {
        var areas = viewer.SeeAreas();
        var area = AreaCode.TryParse(query["area"], out var asked) ? asked
            : string.IsNullOrEmpty(query["area"]) ? areas.OrderBy(one => one.Level).FirstOrDefault() : default;
        var today = ChinaTime.DayOf(now);
        var first = ChinaTime.ReadDay(query["from"]) ?? new DateOnly(today.Year, today.Month, 1);
        var last = ChinaTime.ReadDay(query["to"])
            ?? new DateOnly(today.Year, today.Month, DateTime.DaysInMonth(today.Year, today.Month));
        return area == default || !areas.Any(one => one.Contains(area))
            ? null
            : new(area, first, last < first ? first : last);
    }
}

/// <summary>The burden as a table for a file.</summary>
internal sealed class BurdenRows(CountBurden count, IAreas areas, IStringLocalizer<SheetsText> texts)
{
    public IReadOnlyList<SheetColumn> Columns =>
    [
        new(texts["name"], Width: 36), new(texts["area"], Width: 20), new(texts["burden.fills"], CellKind.Number),
        new(texts["burden.rows"], CellKind.Number), new(texts["burden.columns"], CellKind.Number),
        new(texts["burden.elsewhere"], CellKind.Number, 18),
        new(texts["burden.state"]),
    ];

    public async IAsyncEnumerable<IReadOnlyList<object?>> RunAsync(
        BurdenAsked asked, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var forms = await count.FormsAsync(asked.Area, asked.From, asked.To, cancel);
        var names = await areas.NamesAsync(forms.Select(form => form.AreaCode).Distinct(), cancel);
        foreach (var form in forms)
        {
            yield return
            [
                form.Name, names.GetValueOrDefault(form.AreaCode)?.Name, form.Fills, form.RowCount, form.Columns,
                form.Elsewhere,
                texts[form.IsRetired ? "burden.retired" : "burden.in-use"].Value,
            ];
        }
    }
}
