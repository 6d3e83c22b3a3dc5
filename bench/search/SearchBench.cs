using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Matters.Importing;
using Bandeng.Matters.Queries;
using Bandeng.Matters.Search;
using Bandeng.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Search.Bench;

/// <summary>
/// Fills an empty database with letters of 100 communities and searches them: how long a page of the desk takes for who
/// is over all of them and over one, beside the bare question to the index.
/// </summary>
internal sealed class SearchBench(IServiceProvider services, DirectoryInfo data)
{
    private const int Communities = 100;
    private const int Turns = 3;
    private const int Clients = 8;
    private const double Must = 50;
    private const double Reach = 30;

    private static readonly AreaCode County = AreaCode.Parse("431398");

    public async Task RunAsync(int number)
    {
        await FillAsync(number);
        var raw = await MeasureAsync("bare question", 1, RawAsync);
        foreach (var (who, area) in new[] { ("county", County), ("community", AreaCode.Parse("431398007007")) })
        {
            var viewer = Clerk(area);
            foreach (var show in new[] { DeskShow.All, DeskShow.Open })
            {
                var page = await MeasureAsync($"{who}, {show}", 1, (unit, word) => PageAsync(unit, word, viewer, show));
                Say($"  to the bare question (p95)", page / raw, "times");
            }

            await MeasureAsync(
                $"{who}, All, {Clients} clients", Clients, (unit, word) => PageAsync(unit, word, viewer, DeskShow.All));
        }

        await MeasureAsync("everybody's search", 1, (unit, word) =>
            unit.GetRequiredService<SearchAll>().RunAsync(new(word), Clerk(County), CancellationToken.None));
        await MeasureAsync("of nobody signed in", 1, (unit, word) =>
            unit.GetRequiredService<SearchAll>().RunAsync(new(word), Viewer.Nobody, CancellationToken.None));
    }

    private static Viewer Clerk(AreaCode area) => new(
        Guid.CreateVersion7(), "", [new HeldPost(Guid.CreateVersion7(), nameof(Role.Clerk), area, null, null)]);

    private static Task<DeskList.Page> PageAsync(IServiceProvider unit, string word, Viewer viewer, DeskShow show) =>
        unit.GetRequiredService<DeskList>().RunAsync(new() { Q = word, Show = show }, viewer, CancellationToken.None);

    private static Task<IReadOnlyList<long>> RawAsync(IServiceProvider unit, string word)
    {
        var db = unit.GetRequiredService<BandengDb>();
        return db.RowsAsync<long>(
            db.IsPostgres()
                ? "select doc from matter_search where grams @@ cast(@word as tsquery) limit 51"
                : "select rowid from matter_search_grams where matter_search_grams match @word order by rowid desc limit 51",
            new { word = db.IsPostgres() ? $"'{word}'" : $"\"{word}\"" }, CancellationToken.None);
    }

    private async Task FillAsync(int number)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
        await db.MigrateAsync(scope.ServiceProvider.GetRequiredService<SqlMigrator>());
        await scope.ServiceProvider.GetRequiredService<FillIndex>().RunAsync(null, CancellationToken.None);
        var (letters, each, start) = (new Letters(7), number / Communities, TimeProvider.System.GetTimestamp());
        if (await db.RowAsync<long>("select count(*) from matters", null, CancellationToken.None) > 0)
        {
            return;
        }

        for (var i = 0; i < Communities; i++)
        {
            var file = Path.Combine(data.FullName, $"{i}.csv");
            await File.WriteAllTextAsync(file, letters.File(i * each, each, TimeProvider.System.GetUtcNow()));
            await using var own = services.CreateAsyncScope();
            await own.ServiceProvider.GetRequiredService<ImportMatters>().RunAsync(
                file, "teddy", AreaCode.Parse(
                    $"{County}{(i % 15) + 1:D3}{i + 1:D3}"), null, Viewer.System, CancellationToken.None);
        }

        Say($"{number} letters brought in", number / TimeProvider.System.GetElapsedTime(start).TotalSeconds, "a second");
        if (db.IsPostgres())
        {
            await db.ExecuteAsync("vacuum analyze", null, CancellationToken.None);
        }
    }

    /// <returns>The 95th percentile in milliseconds.</returns>
    private async Task<double> MeasureAsync<T>(string what, int clients, Func<IServiceProvider, string, Task<T>> ask)
    {
        var took = new System.Collections.Concurrent.ConcurrentBag<(double Ms, string Word)>();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (var turn = 0; turn <= Turns; turn++)
            {
                foreach (var word in Letters.Words)
                {
                    await using var unit = services.CreateAsyncScope();
                    var start = TimeProvider.System.GetTimestamp();
                    await ask(unit.ServiceProvider, word);
                    if (turn > 0)
                    {
                        took.Add((TimeProvider.System.GetElapsedTime(start).TotalMilliseconds, word));
                    }
                }
            }
        })));
        (double Ms, string Word)[] sorted = [.. took.OrderBy(one => one.Ms)];
        var (p50, p95, most) = (sorted[sorted.Length / 2].Ms, sorted[sorted.Length * 95 / 100].Ms, sorted[^1]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-32} p50 {p50,7:0.00} ms  p95 {p95,7:0.00} ms  most {most.Ms,7:0.00} ms ({most.Word})  {p95 / Must:0.00} of must, {p95 / Reach:0.00} of reach"));
        return p95;
    }

    private static void Say(string what, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32} {value:0.0} {unit}"));
}
