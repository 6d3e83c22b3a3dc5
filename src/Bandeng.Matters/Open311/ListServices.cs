using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Pages.Board;

namespace Bandeng.Matters.Open311;

/// <summary>The services are the categories of today. None asks for more than the words.</summary>
internal sealed class ListServices(Catalogue catalogue, TimeProvider clock)
{
    public static readonly Refusal Unknown = new(
        RefusalKind.NotFound, "open311.service", "There is no service with this service_code.");

    /// <summary>What is at the end of a branch; the first level is the group.</summary>
    public async Task<Result<GeoNode>> RunAsync(CancellationToken cancel)
    {
        var all = await TodayAsync(cancel);
        var byCode = all.ToDictionary(category => category.Code);
        var parents = all.Select(category => category.ParentCode).OfType<string>().ToHashSet();
        return new GeoList(
            "services", [.. all.Where(one => !parents.Contains(one.Code)).Select(one => Service(one, byCode))]);
    }

    /// <summary>No attribute is asked for; some clients ask all the same.</summary>
    public async Task<Result<GeoNode>> DefineAsync(string code, CancellationToken cancel) =>
        await catalogue.FindAsync(code, ChinaTime.DayOf(clock.GetUtcNow()), cancel) is { } category
            ? new GeoItem(
                "service_definition", ("service_code", category.Code), ("attributes", new GeoList("attributes", [])))
            : Unknown;

    private static GeoItem Service(Category category, Dictionary<string, Category> byCode)
    {
        var name = BoardWords.NameOf(category);
        var group = category.ParentCode is { } parent && byCode.TryGetValue(parent, out var above)
            ? BoardWords.NameOf(above)
            : name;
        return new(
            "service",
            ("service_code", category.Code),
            ("service_name", name),
            ("description", category.Filing.Length > 0 ? category.Filing : name),
            ("metadata", false),
            ("type", "realtime"),
            ("keywords", string.Join(',', new[] { group, name }.Distinct())),
            ("group", group));
    }

    private Task<IReadOnlyList<Category>> TodayAsync(CancellationToken cancel) =>
        catalogue.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel);
}
