using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Territory.Features;
using Bandeng.Territory.Importing.Buildings;
using Bandeng.Territory.Maps;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Tests;

/// <summary>
/// An office brings in its own map, on whichever database the site runs on: nothing of it is invented.
/// </summary>
public abstract class OwnMapContract(Engine engine) : IAsyncLifetime
{
    private const string Areas =
        "province,city,city_code,county,county_code,town,town_code,village,village_code,urban_rural_type\n"
        + "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,街心社区,431302001001,111\n"
        + "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,贤童社区,431302001002,111\n";

    private const string Square = "[[[112,27.7],[112.01,27.7],[112.01,27.71],[112,27.71],[112,27.7]]]";
    private const string Beside = "[[[112.01,27.7],[112.02,27.7],[112.02,27.71],[112.01,27.71],[112.01,27.7]]]";
    private const string Wider = "[[[112,27.7],[112.012,27.7],[112.012,27.71],[112,27.71],[112,27.7]]]";
    private const string Town = "[[[112,27.7],[112.02,27.7],[112.02,27.71],[112,27.71],[112,27.7]]]";
    private const string Crossing = "[[[112,27.7],[112.01,27.71],[112.01,27.7],[112,27.71],[112,27.7]]]";
    private const string Abroad = "[[[2,47.7],[2.01,47.7],[2.01,47.71],[2,47.7]]]";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");

    private TerritorySite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TerritorySite.StartAsync(engine);
        await _site.ImportAsync(Write(Areas, ".csv"), new DateOnly(2022, 1, 1));
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task From_an_empty_map_to_points_that_find_their_community_barriers_and_ways_along_roads()
    {
        Assert.Equal(
            2, (await OutlinesAsync(Features(Area("431302001001", Square), Area("431302001002", Beside)))).Added);
        Assert.Equal(5, (await MapAsync(Features(
            Line("""{"highway":"residential","name":"街心路"}""", "[[112.001,27.705],[112.019,27.705]]"),
            Line("""{"fclass":"trunk_link"}""", "[[112.005,27.701],[112.005,27.709]]"),
            Line("""{"类型":"围墙"}""", "[[112.002,27.702],[112.002,27.704]]"),
            Line("""{"waterway":"stream","tunnel":"culvert"}""", "[[112.003,27.702],[112.003,27.704]]"),
            Line("""{"highway":"motorway"}""", "[[112.001,27.7051],[112.009,27.7051]]")))).Added);
        Assert.Equal(2, (await BuildingsAsync("社区,楼栋,经度,纬度\n街心,1号楼,112.002,27.7055\n,2号楼,112.018,27.7055\n")).Added);

        await using var act = _site.AnotherNode();
        await using var scope = act.CreateAsyncScope();
        var services = scope.ServiceProvider;
        Assert.Equal(Community, await services.GetRequiredService<IAreas>().LocateAsync(112.005, 27.705, None));
        var land = await services.GetRequiredService<LandToDivide>().OfAsync(Community, None);
        Assert.Equal(0.0001, land.Boundary!.Area, 8);
        Assert.Equal([1, 4, 8, 8], land.Barriers.Select(barrier => barrier.Weight).Order());
        Assert.Single(land.Buildings);

        var walk = await services.GetRequiredService<WalkLand>().OfAsync(AreaCode.Parse("431302001"), None);
        Assert.Equal(2, walk.Roads.Count);
        Assert.Equal(["1号楼", "2号楼"], walk.Buildings.Select(building => building.Name).Order());
        Assert.True(walk.Network().Nodes > 2);
        var drawn = await services.GetRequiredService<MapLayers>().FeaturesAsync(Community, None);
        Assert.Contains("街心路", drawn, StringComparison.Ordinal);
        Assert.Contains("\"class\":\"trunk\"", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outlines_that_cannot_be_are_refused_line_by_line_and_run_again_nothing_changes()
    {
        var path = Write(Features(
            Area("431302001001", Square), Area("431302001002", Crossing), Area("431302001009", Square),
            Area("431302001001", Beside),
            Area("431302001", Town), Area("431302001002", Wider.Replace("112,", "112.005,", StringComparison.Ordinal)
                .Replace("112.012", "112.03", StringComparison.Ordinal)),
            Named("贤童社区居委会", Abroad)));

        var done = await OutlinesOfAsync(path);

        Assert.Equal(new ImportReport(2, 0, 0, 5), done.Report);
        var refused = (await File.ReadAllLinesAsync(done.RefusedPath!, None))[1..];
        string[] reasons = ["自己交叉", "没有这个区域", "另一个在第 1 行", "超出了上级区域", "不在国内"];
        Assert.Equal(
            [2, 3, 4, 6, 7],
            refused.Select(line => int.Parse(line.Split(',')[^2], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(refused.Zip(reasons), pair => Assert.Contains(pair.Second, pair.First, StringComparison.Ordinal));
        Assert.Equal(new ImportReport(0, 0, 2, 5), (await OutlinesOfAsync(path)).Report);
        Assert.Equal(new ImportReport(1, 0, 0, 0), await OutlinesAsync(Features(Named("贤童", Beside))));
    }

    [Fact]
    public async Task An_outline_that_changes_ends_on_the_day_on_which_the_new_one_begins()
    {
        await OutlinesAsync(Features(Area("431302001001", Square)), new(2024, 1, 1));
        Assert.Equal(
            new ImportReport(0, 1, 0, 0), await OutlinesAsync(Features(Area("431302001001", Wider)), new(2025, 7, 1)));

        Assert.Equal(
            ["2024-01-01/2025-07-01"],
            await RowsAsync<string>("select valid_from || '/' || valid_to from former_outlines"));
        Assert.Equal(["2025-07-01"], await RowsAsync<string>("select valid_from from area_outlines"));

        // On the same day it is put right, and nothing more is kept.
        Assert.Equal(
            new ImportReport(0, 1, 0, 0), await OutlinesAsync(Features(Area("431302001001", Square)), new(2025, 7, 1)));
        Assert.Single(await RowsAsync<string>("select valid_from from former_outlines"));
        Assert.Equal(3, (await RowsAsync<long>("select count(*) from trail_events where action = 'area.outlines'"))[0]);
        Assert.Equal("date.ahead", (await Assert.ThrowsAsync<MistakeException>(
            () => OutlinesAsync(Features(Area("431302001001", Square)), new(2999, 1, 1)))).Code);
    }

    [Fact]
    public async Task The_outline_of_an_area_that_is_merged_goes_into_the_others_and_the_days_before_keep_it()
    {
        await OutlinesAsync(
            Features(Area("431302001", Town), Area("431302001001", Square), Area("431302001002", Beside)),
            new(2024, 1, 1));
        Assert.Equal(AreaCode.Parse("431302001002"), await AreaAsync(112.015, 27.705));
        await using (var act = _site.Scope())
        {
            var merge = act.ServiceProvider.GetRequiredService<MergeArea>();
            Assert.Equal(
                "area.merge",
                await CodeAsync(
                    merge.RunAsync(
                        new(AreaCode.Parse("431302001002"), AreaCode.Parse("431302001009"), new(2025, 7, 1)), Viewer.System,
                        None)));
            Assert.Equal(3, (await RowsAsync<long>("select count(*) from area_outlines"))[0]);
            Assert.Equal(
                "",
                await CodeAsync(
                    merge.RunAsync(new(AreaCode.Parse("431302001002"), Community, new(2025, 7, 1)), Viewer.System, None)));
        }

        Assert.Equal(
            [AreaCode.Parse("431302001"), Community],
            await RowsAsync<AreaCode>("select code from area_outlines order by code"));
        Assert.Equal(
            ["431302001001000000 2024-01-01/2025-07-01", "431302001002000000 2024-01-01/2025-07-01"],
            await RowsAsync<string>(
                "select code || ' ' || valid_from || '/' || valid_to from former_outlines order by code"));
        Assert.Equal(Community, await AreaAsync(112.015, 27.705));
        Assert.Equal(Community, await AreaAsync(112.005, 27.705));
        Assert.Contains("贤童", await OnAsync(new(2025, 6, 30)), StringComparison.Ordinal);
        Assert.DoesNotContain("贤童", await OnAsync(new(2025, 7, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_leaves_no_outline_and_no_road()
    {
        await OutlinesOfAsync(Write(Features(Area("431302001001", Square))), dryRun: true);
        await using (var act = _site.Scope())
        {
            var import = act.ServiceProvider.GetRequiredService<ImportMap>();
            var dry = await import.RunAsync(
                new(Write(Features(Line("""{"highway":"primary"}""", "[[112.001,27.705],[112.019,27.705]]"))), DryRun: true), Viewer.System, None);
            Assert.Equal(new ImportReport(1, 0, 0, 0), dry.Report);
        }

        Assert.Equal(0, (await RowsAsync<long>("select (select count(*) from area_outlines) + (select count(*) from map_features)"))[0]);
        Assert.Equal(0, (await RowsAsync<long>("select count(*) from trail_events where action in ('area.outlines', 'area.map')"))[0]);
    }

    [Fact]
    public async Task A_newer_file_of_a_source_replaces_the_kinds_that_it_tells_of()
    {
        const string road = "[[112.001,27.705],[112.009,27.705]]";
        await OutlinesAsync(Features(Area("431302001001", Square)));
        var first = Features(
            Line("""{"等级":"国道","路名":"G320"}""", road), Line("""{"等级":"支路"}""", "[[112.002,27.701],[112.002,27.709]]"),
            Line("""{"waterway":"river"}""", "[[112.001,27.702],[112.009,27.702]]"));
        Assert.Equal(new ImportReport(3, 0, 0, 0), await MapAsync(first));
        Assert.Equal(new ImportReport(0, 0, 3, 0), await MapAsync(first));
        Assert.Equal(new ImportReport(0, 0, 1, 0), await MapAsync(Features(Line("""{"等级":"国道","路名":"G320"}""", road))));
        Assert.Equal(["primary", "river"], await RowsAsync<string>("select class from map_features order by class"));

        var refused = await MapAsync(Features(
            Line("""{"highway":"construction"}""", road), Line("""{"highway":"primary"}""", "[[116.3,39.9],[116.4,39.9]]"),
            """{"type":"Feature","properties":{"highway":"primary"},"geometry":{"type":"Point","coordinates":[112,27.7]}}"""));
        Assert.Equal(new ImportReport(0, 0, 0, 3), refused);
    }

    [Fact]
    public async Task Outlines_of_consumer_maps_are_converted_and_well_known_text_is_read()
    {
        var corners = new[] { (112.0, 27.7), (112.01, 27.7), (112.01, 27.71), (112.0, 27.71), (112.0, 27.7) }
            .Select(at => Gcj02.FromWgs84(new Coordinate(at.Item1, at.Item2)))
            .Select(at => FormattableString.Invariant($"{at.X:F9} {at.Y:F9}"));
        var path = Write($"区划代码,边界\n431302001001,\"POLYGON(({string.Join(',', corners)}))\"\n", ".csv");
        await using (var act = _site.Scope())
        {
            var done = await act.ServiceProvider.GetRequiredService<ImportOutlines>()
                .RunAsync(new(path, IsGcj02: true), Viewer.System, None);
            Assert.Equal(new ImportReport(1, 0, 0, 0), done.Report);
        }

        Assert.Equal(112, (await RowsAsync<double>("select west from area_outlines"))[0], 6);
    }

    [Fact]
    public async Task A_building_far_from_all_others_is_refused_and_herders_are_not()
    {
        const string village = "社区,楼栋,经度,纬度\n街心,1号楼,112.002,27.702\n街心,2号楼,112.003,27.702\n街心,3号楼,112.004,27.702\n";
        var far = await BuildingsOfAsync(village + "街心,4号楼,116.4,39.9\n");
        Assert.Equal(new ImportReport(3, 0, 0, 1), far.Report);
        Assert.Contains(",5,「经度」", (await File.ReadAllLinesAsync(far.RefusedPath!, None))[1], StringComparison.Ordinal);
        Assert.Equal(new ImportReport(0, 0, 0, 1), await BuildingsAsync("社区,楼栋,经度,纬度\n街心,5号楼,116.4,39.9\n"));

        const string herders =
            "社区,楼栋,经度,纬度\n贤童,1号楼,112.0,27.7\n贤童,2号楼,112.2,27.7\n贤童,3号楼,112.4,27.9\n贤童,4号楼,112.1,28.2\n";
        Assert.Equal(new ImportReport(4, 0, 0, 0), await BuildingsAsync(herders));
        await OutlinesAsync(Features(Area("431302001002", Beside)));
        Assert.Equal(new ImportReport(0, 0, 0, 1), await BuildingsAsync("社区,楼栋,经度,纬度\n贤童,5号楼,112.005,27.705\n"));
    }

    [Fact]
    public async Task An_outline_drawn_by_hand_is_dated_told_and_drawn_once()
    {
        await using var act = _site.Scope();
        var draw = act.ServiceProvider.GetRequiredService<DrawOutline>();
        var (square, wider) = (GeoJson.Read(Polygon(Square)), GeoJson.Read(Polygon(Wider)));
        Assert.Equal("", await CodeAsync(draw.RunAsync(Community, 0, square, Viewer.System, None)));
        Assert.Equal("", await CodeAsync(draw.RunAsync(Community, 0, square, Viewer.System, None)));
        Assert.Equal("place.overtaken", await CodeAsync(draw.RunAsync(Community, 0, wider, Viewer.System, None)));
        Assert.Equal(1, (await RowsAsync<long>("select count(*) from trail_events where action = 'area.outline'"))[0]);

        var (outline, version) = await draw.ReadAsync(Community, None);
        Assert.True(outline!.EqualsTopologically(square));
        Assert.Equal("", await CodeAsync(draw.RunAsync(Community, version, wider, Viewer.System, None)));
        Assert.Equal(
            "place.crossing",
            await CodeAsync(
                draw.RunAsync(Community, version + 1, GeoJson.Read(Polygon(Crossing)), Viewer.System, None)));
        await OutlinesAsync(Features(Area("431302001", Town)));
        var beyond = GeoJson.Read(Polygon(Town.Replace("112.02", "112.03", StringComparison.Ordinal)));
        Assert.Equal(
            "outline.outside", await CodeAsync(draw.RunAsync(Community, version + 1, beyond, Viewer.System, None)));
        Assert.Equal(0.00012, (await draw.ReadAsync(Community, None)).Outline!.Area, 8);
    }

    private static async Task<string> CodeAsync<T>(Task<Result<T>> act)
        where T : notnull =>
        (await act).TryGet(out _, out var refusal) ? "" : refusal.Code;

    private static string Polygon(string rings) => $$"""{"type":"Polygon","coordinates":{{rings}}}""";

    private static string Area(string code, string rings) =>
        $$$"""{"type":"Feature","properties":{"XZQDM":"{{{code}}}"},"geometry":{{{Polygon(rings)}}}}""";

    private static string Named(string name, string rings) =>
        $$$"""{"type":"Feature","properties":{"社区名称":"{{{name}}}","街道":"乐坪街道"},"geometry":{{{Polygon(rings)}}}}""";

    private static string Line(string properties, string corners) =>
        $$$"""{"type":"Feature","properties":{{{properties}}},"geometry":{"type":"LineString","coordinates":{{{corners}}}}}""";

    private static string Features(params string[] features) =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

    private static string Write(string text, string ending = ".geojson")
    {
        var path = Path.Combine(Path.GetTempPath(), $"map-{Guid.CreateVersion7():N}{ending}");
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<ImportReport> OutlinesAsync(string text, DateOnly? asOf = null) =>
        (await OutlinesOfAsync(Write(text), asOf)).Report;

    private async Task<PlacesImported> OutlinesOfAsync(string path, DateOnly? asOf = null, bool dryRun = false)
    {
        await using var act = _site.Scope();
        return await act.ServiceProvider.GetRequiredService<ImportOutlines>()
            .RunAsync(new(path, AsOf: asOf, DryRun: dryRun), Viewer.System, None);
    }

    private async Task<AreaCode?> AreaAsync(double longitude, double latitude)
    {
        await using var node = _site.AnotherNode();
        await using var act = node.CreateAsyncScope();
        return await act.ServiceProvider.GetRequiredService<IAreas>().LocateAsync(longitude, latitude, None);
    }

    private async Task<string> OnAsync(DateOnly day)
    {
        await using var act = _site.Scope();
        return await act.ServiceProvider.GetRequiredService<AreaFeatures>().CollectionAsync(
            new(null, 10, null, null, (Day(day), Day(day))), "/ogc", None);
    }

    private static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<ImportReport> MapAsync(string text)
    {
        await using var act = _site.Scope();
        return (await act.ServiceProvider.GetRequiredService<ImportMap>().RunAsync(new(Write(text), "roads"), Viewer.System, None)).Report;
    }

    private async Task<ImportReport> BuildingsAsync(string text) => (await BuildingsOfAsync(text)).Report;

    private async Task<PlacesImported> BuildingsOfAsync(string text)
    {
        await using var node = _site.AnotherNode();
        await using var act = node.CreateAsyncScope();
        return await act.ServiceProvider.GetRequiredService<ImportBuildings>()
            .RunAsync(new(Write(text, ".csv")), Viewer.System, None);
    }

    private async Task<IReadOnlyList<T>> RowsAsync<T>(string sql)
    {
        await using var act = _site.Scope();
        return await act.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<T>(sql, null, None);
    }
}

public sealed class OwnMapOnSqlite() : OwnMapContract(Engine.Sqlite);

public sealed class OwnMapOnPostgres() : OwnMapContract(Engine.Postgres);
