using System.Diagnostics;
using System.Globalization;
using Bandeng.Households;
using Bandeng.Households.Bench;
using Bandeng.Households.UseCases;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.UseCases;
using Microsoft.Extensions.DependencyInjection;

// Prints one line each: the first import, the same list again, a raw COPY of the same rows, and the ratio.
var count = int.Parse(args is [var told, ..] ? told : "100000", CultureInfo.InvariantCulture);
var server = Environment.GetEnvironmentVariable("BANDENG_TEST_POSTGRES")!;
var folder = Directory.CreateTempSubdirectory("bandeng-bench-").FullName;
var lists = InventedTown.Write(folder, count);

await using var ours = await BenchDatabase.CreateAsync(server, "ours");
await using var bare = await BenchDatabase.CreateAsync(server, "bare");
await using var services = Services(ours.Setting, folder);
await using (var act = services.CreateAsyncScope())
{
    await act.ServiceProvider.GetRequiredService<BandengDb>().MigrateAsync(services.GetRequiredService<SqlMigrator>());
    await act.ServiceProvider.GetRequiredService<ImportAreas>()
        .RunAsync(lists.Areas, new DateOnly(2022, 1, 1), Viewer.System, default);
    await act.ServiceProvider.GetRequiredService<ImportBuildings>()
        .RunAsync(new(lists.Buildings), Viewer.System, default);
}

var first = await ImportAsync("import");
await ImportAsync("the same again");
await using (var other = Services(bare.Setting, folder))
await using (var act = other.CreateAsyncScope())
{
    await act.ServiceProvider.GetRequiredService<BandengDb>().MigrateAsync(other.GetRequiredService<SqlMigrator>());
}

var copied = await RawCopy.RunAsync(ours.Connection, bare.Connection);
Say("raw COPY of the same rows", copied);
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture, $"ratio: the import takes {first / copied:F1} times as long as the raw COPY"));
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"1,000,000 residents at this speed: {first.TotalSeconds / count * 1_000_000:F0} s (target 180 s)"));
Directory.Delete(folder, recursive: true);

async Task<TimeSpan> ImportAsync(string name)
{
    await using var act = services.CreateAsyncScope();
    var watch = Stopwatch.StartNew();
    var done = await act.ServiceProvider.GetRequiredService<ImportPeople>()
        .RunAsync(new(lists.People), Viewer.System, default);
    Say($"{name} ({done.Report})", watch.Elapsed);
    return watch.Elapsed;
}

void Say(string name, TimeSpan took) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{name}: {took.TotalSeconds:F1} s, {count / took.TotalSeconds:F0} residents a second"));

static ServiceProvider Services(DatabaseSetting setting, string folder) => new ServiceCollection()
    .AddLogging().AddSingleton(TimeProvider.System).AddBandengDb(setting).AddSecrets(new DataFolder(folder))
    .AddTerritory().AddOrganizations().AddHouseholds().BuildServiceProvider();
