using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Bandeng.Territory.Dividing;
using Bandeng.Territory.Locating;

namespace Bandeng.Planning.Tests;

/// <summary>The command line for offices that keep their data elsewhere.</summary>
[Collection(nameof(TheConsole))]
public sealed class CommandTests : IDisposable
{
    private const string Square = """{"type":"Polygon","coordinates":[[[112,27],[112.01,27],[112.01,27.01],[112,27.01],[112,27]]]}""";

    private const string Cut = "grids.cut: ";

    private readonly string _folder = Directory.CreateTempSubdirectory("bandeng-grids").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Grids_are_written_with_all_that_the_contract_names()
    {
        var (exit, output, words) = await ProposeAsync(Save("b.geojson", Collection(Buildings(40))), "--json");

        Assert.Equal((0, ""), (exit, words));
        using var summary = JsonDocument.Parse(output);
        using var grids = JsonDocument.Parse(File.ReadAllText(Out));
        var features = grids.RootElement.GetProperty("features").EnumerateArray().ToArray();
        Assert.Equal(summary.RootElement.GetProperty("grids").GetInt32(), features.Length);
        Assert.Equal(
            Enumerable.Range(0, 40),
            features.SelectMany(grid => Property(grid, "buildings").EnumerateArray())
                .Select(id => id.GetInt32()).Order());
        Assert.All(features, grid =>
        {
            Assert.Equal("Polygon", grid.GetProperty("geometry").GetProperty("type").GetString());
            Assert.Equal(JsonValueKind.True, Property(grid, "connected").ValueKind);
            Assert.Equal(JsonValueKind.True, Property(grid, "within_bounds").ValueKind);
            Assert.Equal(JsonValueKind.Null, Property(grid, "reason").ValueKind);
            Assert.InRange(Property(grid, "compactness").GetDouble(), 0, 1);
            Assert.Equal(0, Property(grid, "barriers_crossed").GetInt32());
            Assert.InRange(Property(grid, "households").GetInt64(), 300, 500);
        });
    }

    [Fact]
    public async Task Packed_files_marks_and_ids_of_the_feature_are_read()
    {
        var text = Collection(Enumerable.Range(0, 30).Select(i => Feature($$"""{"n":"20"}""", Point(i), $"\"楼{i}\"")));
        var path = Path.Combine(_folder, "b.geojson.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            packed.Write([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
        }

        var (exit, output, words) = await ProposeAsync(path);

        Assert.Equal((0, "", ""), (exit, output, words));
        Assert.Contains("\"楼7\"", File.ReadAllText(Out), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Barriers_weigh_by_class_and_the_boundary_is_tiled()
    {
        var roads = Save("r.geojson", Collection(
        [
            Feature("""{"fclass":"primary"}""", """{"type":"LineString","coordinates":[[112.005,26.9],[112.005,27.1]]}"""),
            Feature("""{"fclass":"motorway","tunnel":"T"}""", """{"type":"LineString","coordinates":[[112,27.005],[112.01,27.005]]}"""),
        ]));
        // One grid cannot but cross the road; the tunnel is no barrier.
        var (_, output, words) = await ProposeAsync(
            Save("b.geojson", Collection(Buildings(20))), "--barriers", roads, "--boundary", Save("o.geojson", Square),
            "--json");

        Assert.Equal("", words);
        using var summary = JsonDocument.Parse(output);
        var crossed = summary.RootElement.GetProperty("barriers_crossed").GetInt32();
        Assert.True(crossed > 0);
        Assert.Equal(5 * crossed, summary.RootElement.GetProperty("barrier_weight").GetDouble());
    }

    [Fact]
    public async Task Collections_of_kinds_are_barriers_part_by_part_and_nothing_is_none()
    {
        const string line = """{"type":"LineString","coordinates":[[112.005,26.9],[112.005,27.1]]}""";
        const string pond = """{"type":"Polygon","coordinates":[[[112.001,27.5],[112.002,27.5],[112.002,27.6],[112.001,27.5]]]}""";
        async Task<double> WeightAsync(params string[] places)
        {
            var (_, output, words) = await ProposeAsync(
                Save("b.geojson", Collection(Buildings(20))), "--boundary", Save("o.geojson", Square), "--json",
                "--barriers", Save("r.geojson", Collection([.. places.Select(place => Feature("""{"fclass":"primary"}""", place))])));
            Assert.Equal("", words);
            using var summary = JsonDocument.Parse(output);
            return summary.RootElement.GetProperty("barrier_weight").GetDouble();
        }

        var nested = $$$"""{"type":"GeometryCollection","geometries":[{{{pond}}},{"type":"GeometryCollection","geometries":[{{{line}}}]}]}""";
        Assert.True(await WeightAsync(line) > 0);
        Assert.Equal(await WeightAsync(line), await WeightAsync(nested, "null"));
    }

    private const string Road = """{"type":"LineString","coordinates":[[112.005,26.9],[112.005,27.1]]}""";

    [Theory]
    [InlineData("barrier.points: features[1]:", """{"type":"Point","coordinates":[112.005,27]}""")]
    [InlineData("barrier.points: features[1]:", """{"type":"MultiPoint","coordinates":[[112.005,27]]}""")]
    [InlineData("barrier.nowhere: features[1]:", """{"type":"LineString","coordinates":[]}""")]
    [InlineData(
        "barrier.crossing: features[1]:",
        """{"type":"Polygon","coordinates":[[[112,27],[112.01,27.01],[112.01,27],[112,27.01],[112,27]]]}""")]
    public async Task What_is_no_proper_barrier_is_said_with_its_feature_and_the_rest_counts(string words, string place)
    {
        var (exit, output, said) = await ProposeAsync(
            Save("b.geojson", Collection(Buildings(20))), "--boundary", Save("o.geojson", Square), "--json", "--barriers",
            Save("r.geojson", Collection([Feature("""{"fclass":"primary"}""", Road), Feature("{}", place)])));

        Assert.Equal(0, exit);
        Assert.StartsWith(words, said, StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(output);
        Assert.True(summary.RootElement.GetProperty("barrier_weight").GetDouble() > 0);
    }

    [Theory]
    [InlineData("barrier.none", "", """{"type":"Point","coordinates":[112.005,27]}""")]
    [InlineData("barrier.degrees", "features[0]", """{"type":"LineString","coordinates":[[500000,2990000],[500100,2990000]]}""")]
    [InlineData("barrier.degrees", "features[0]", """{"type":"LineString","coordinates":[[27,112.001],[27.01,112.002]]}""")]
    public async Task A_file_without_a_usable_barrier_is_refused(string code, string words, string place) =>
        AssertRefused(
            await ProposeAsync(
                Save("b.geojson", Collection(Buildings(2))), "--barriers", Save("r.geojson", Collection([Feature("{}", place)]))),
            code, words);

    [Fact]
    public async Task Barriers_of_another_town_are_said() => Assert.StartsWith(
        "barrier.far:",
        (await ProposeAsync(
            Save("b.geojson", Collection(Buildings(20))), "--barriers",
            Save("r.geojson", Collection([Feature("{}", """{"type":"LineString","coordinates":[[113,28],[113.1,28]]}""")])))).Words,
        StringComparison.Ordinal);

    [Fact]
    public async Task What_the_clock_cut_short_says_so()
    {
        var (exit, output, words) = await TheConsole.RunAsync(
            GridsCommand.Build(), Proposing(Save("b.geojson", Collection(Buildings(40))), "--seconds", "0.0075", "--json"));

        Assert.Equal(0, exit);
        using var summary = JsonDocument.Parse(output);
        Assert.Equal(
            summary.RootElement.GetProperty("stopped_early").GetBoolean(),
            words.StartsWith(Cut, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collection_of_nothing_is_named() =>
        AssertRefused(
            await ProposeAsync(
                Save("b.geojson", Collection(Buildings(2))), "--barriers",
                Save("r.geojson", Collection([Feature("""{"fclass":"primary"}""", """{"type":"GeometryCollection"}""")]))),
            "feature.geometry", "it has no 'geometries'");

    [Fact]
    public async Task A_property_id_that_is_empty_leaves_the_id_of_the_feature()
    {
        var odd = Feature("""{"id":"","n":20}""", Point(30), "\"楼甲\"");

        var (exit, _, words) = await ProposeAsync(Save("b.geojson", Collection([.. Buildings(30), odd])));

        Assert.Equal((0, ""), (exit, words));
        Assert.Contains("\"楼甲\"", File.ReadAllText(Out), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "file.empty", "")]
    [InlineData("no json", "file.not-geojson", "")]
    [InlineData("{}", "file.not-geojson", "")]
    [InlineData("[]", "file.not-geojson", "")]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "building.none", "")]
    [InlineData("""{"type":"FeatureCollection","features":[7]}""", "feature.geometry", "features[0]")]
    public async Task A_file_that_is_none_is_named(string text, string code, string words) =>
        AssertRefused(await ProposeAsync(Save("b.geojson", text)), code, words);

    [Theory]
    [InlineData("""{"id":9}""", "Point", "households.missing")]
    [InlineData("""{"id":9,"n":null}""", "Point", "households.missing")]
    [InlineData("""{"id":9,"n":-1}""", "Point", "households.unreadable")]
    [InlineData("""{"id":9,"n":1.5}""", "Point", "households.unreadable")]
    [InlineData("""{"id":9,"n":"many"}""", "Point", "households.unreadable")]
    [InlineData("""{"n":1}""", "Point", "building.id")]
    [InlineData("""{"id":1,"n":1}""", "Point", "building.twice")]
    [InlineData("""{"id":9,"n":1}""", "null", "building.nowhere")]
    [InlineData("""{"id":9,"n":1}""", """{"type":"LineString","coordinates":[[112,27],[112.01,27]]}""", "building.kind")]
    [InlineData("""{"id":9,"n":1}""", """{"type":"Polygon","coordinates":[[[112,27],[112.01,27]]]}""", "feature.geometry")]
    [InlineData("""{"id":9,"n":1}""", """{"type":"Point","coordinates":["a",27]}""", "feature.geometry")]
    [InlineData("""{"id":9,"n":1}""", """{"type":"Circle"}""", "feature.geometry")]
    [InlineData(
        """{"id":9,"n":1}""",
        """{"type":"Polygon","coordinates":[[[112,27],[112.01,27.01],[112.01,27],[112,27.01],[112,27]]]}""",
        "building.crossing")]
    [InlineData("""{"id":9,"n":1}""", """{"type":"Point","coordinates":[112.02,27]}""", "building.outside")]
    public async Task A_bad_building_is_named_with_its_place_in_the_file(string properties, string place, string code)
    {
        var odd = Feature(properties, place == "Point" ? Point(3) : place);

        var answer = await ProposeAsync(
            Save("b.geojson", Collection([.. Buildings(2), odd])), "--boundary", Save("o.geojson", Square));

        AssertRefused(answer, code, "features[2]");
    }

    [Theory]
    [InlineData("bounds.order", "--min", "500", "--max", "300")]
    [InlineData("option.number", "--min", "few")]
    [InlineData("option.number", "--max", "0")]
    [InlineData("option.number", "--seconds", "0")]
    [InlineData("option.number", "--seed", "x")]
    [InlineData("file.missing", "--barriers", "/nowhere/at.all")]
    [InlineData("file.missing", "--boundary", "/nowhere/at.all")]
    public async Task A_bad_option_is_named(string code, params string[] options) =>
        AssertRefused(await ProposeAsync(Save("b.geojson", Collection(Buildings(2))), options), code, "");

    [Fact]
    public async Task What_is_missing_is_named() => Assert.StartsWith(
        "option.missing: --buildings", (await TheConsole.RunAsync(GridsCommand.Build(), "propose")).Words,
        StringComparison.Ordinal);

    [Fact]
    public async Task Points_get_the_smallest_area_that_has_them()
    {
        var areas = Save("a.geojson", Collection(
        [
            Feature("""{"code":"431302001001"}""", Square),
            Feature("""{"area_code":"431302001001001"}""", Square.Replace("112.01", "112.005", StringComparison.Ordinal)),
        ]));
        var points = Save("p.csv", "name,lon,lat\n\"a, b\",112.001,27.001\nc,112.009,27.001\nd,-112.009,27.001\n");

        var (exit, output, words) = await TheConsole.RunAsync(LocateCommand.Build(), points, "--areas", areas);

        Assert.Equal((0, ""), (exit, words));
        Assert.Equal(
            "name,lon,lat,area_code\n\"a, b\",112.001,27.001,431302001001001\nc,112.009,27.001,431302001001\nd,-112.009,27.001,\n",
            output);
    }

    [Fact]
    public async Task Rows_without_a_point_are_named_and_stay()
    {
        var areas = Save("a.geojson", Collection([Feature("""{"code":"1"}""", Square)]));
        var points = Save("p.csv", "lon,lat\nx,27\n112.001,27.001\n112,\n112,127\n");

        var (exit, output, words) = await TheConsole.RunAsync(LocateCommand.Build(), points, "--areas", areas);

        Assert.Equal((1, "lon,lat,area_code\nx,27,\n112.001,27.001,1\n112,,\n112,127,\n"), (exit, output));
        Assert.StartsWith("point.unreadable: 3 rows", words, StringComparison.Ordinal);
        Assert.Contains("lines 2, 4, 5", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,y\n1,2\n", "{}", "column.missing")]
    [InlineData("lon,lat\n1,2\n", "{}", "file.not-geojson")]
    [InlineData("lon,lat\n1,2\n", """{"type":"FeatureCollection","features":[]}""", "area.none")]
    [InlineData("lon,lat\n1,2\n", """{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}""", "area.code")]
    [InlineData("lon,lat\n1,2\n", """{"type":"Feature","properties":{"code":"1"},"geometry":{"type":"Point","coordinates":[1,2]}}""", "area.kind")]
    public async Task A_mistake_of_locate_is_named(string points, string areas, string code)
    {
        var (exit, _, words) = await TheConsole.RunAsync(
            LocateCommand.Build(), Save("p.csv", points), "--areas", Save("a.geojson", areas));

        Assert.Equal(1, exit);
        Assert.StartsWith(code, words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_area_that_stands_there_already_is_written_anew()
    {
        var areas = Save("areas.geojson", Collection(
            [Feature("""{"code":"431302003007"}""", """{"type":"Polygon","coordinates":[[[111,27],[113,27],[113,28],[111,28],[111,27]]]}""")]));
        var points = Save("p.csv", "area_code,lon,lat,note\nold,112.0,27.73,x\n");

        var (exit, output, _) = await TheConsole.RunAsync(LocateCommand.Build(), points, "--areas", areas);

        Assert.Equal((0, "lon,lat,note,area_code\n112.0,27.73,x,431302003007\n"), (exit, output));
    }

    [Fact]
    public async Task Addresses_get_area_place_unit_and_room_and_what_nobody_knows_stays_empty()
    {
        var places = Save("places.geojson", Collection(
        [
            Feature("""{"kind":"Area","name":"街心社区","area_code":"431302001001"}""", "null"),
            Feature("""{"kind":"Estate","name":"彩水厂小区","area_code":"431302001001","aliases":"彩印厂"}""", "null"),
            Feature("""{"name":"5号楼","area_code":"431302001001002005","estate":"彩水厂小区"}""", Point(1)),
        ]));
        var list = Save("a.csv", "id,address\n1,彩水厂5栋2单元301\n2,\"彩印厂五幢,2-301\"\n3,街心社区\n4,不知道哪里\n");

        var (exit, output, words) = await TheConsole.RunAsync(LocateCommand.Build(), list, "--places", places);

        Assert.Equal((0, ""), (exit, words));
        Assert.Equal(
            "id,address,area_code,place,unit,room\n1,彩水厂5栋2单元301,431302001001002005,彩水厂小区 5号楼,2,301\n"
            + "2,\"彩印厂五幢,2-301\",431302001001002005,彩水厂小区 5号楼,2,301\n3,街心社区,431302001001,,,\n4,不知道哪里,,,,\n",
            output);

        // What it wrote goes in again as it is, and comes out as it was.
        var (_, again, _) = await TheConsole.RunAsync(LocateCommand.Build(), Save("b.csv", output), "--places", places);
        Assert.Equal(output, again);
    }

    private string Out => Path.Combine(_folder, "grids.geojson");

    private static JsonElement Property(JsonElement grid, string name) =>
        grid.GetProperty("properties").GetProperty(name);

    private static string Collection(IEnumerable<string> features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

    private static IEnumerable<string> Buildings(int count) => Enumerable.Range(0, count).Select(i => Feature($$"""{"id":{{i}},"n":20}""", Point(i)));

    private static string Point(int i) => FormattableString.Invariant(
        $$"""{"type":"Point","coordinates":[{{112.0005 + i % 8 * 0.0011}},{{27.0005 + i / 8 * 0.0012}}]}""");

    private static string Feature(string properties, string place, string? id = null) =>
        $$"""{"type":"Feature"{{(id is null ? "" : $",\"id\":{id}")}},"properties":{{properties}},"geometry":{{place}}}""";

    private string Save(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string[] Proposing(string buildings, params string[] options) =>
        ["propose", "--buildings", buildings, "--households", "n", "--out", Out, .. options.Contains("--seconds") ? [] : (string[])["--seconds", "0.1"], .. options];

    /// <summary>So short a run is cut by the clock of a busy machine: that it says so is asked for once.</summary>
    private async Task<(int Exit, string Output, string Words)> ProposeAsync(string buildings, params string[] options)
    {
        var (exit, output, words) = await TheConsole.RunAsync(GridsCommand.Build(), Proposing(buildings, options));
        return (exit, output, string.Concat(words.Split('\n').Where(line => !line.StartsWith(Cut, StringComparison.Ordinal))
            .Select(line => line.Length > 0 ? line + "\n" : "")));
    }

    private void AssertRefused((int Exit, string Output, string Words) answer, string code, string words)
    {
        Assert.Equal((1, ""), (answer.Exit, answer.Output));
        Assert.StartsWith($"{code}: ", answer.Words, StringComparison.Ordinal);
        Assert.Contains(words, answer.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Words, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder, "grids.geojson*"));
    }
}
