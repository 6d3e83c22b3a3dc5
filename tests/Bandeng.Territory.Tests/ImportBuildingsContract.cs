using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Territory.Importing.Buildings;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Tests;

/// <summary>What bringing in buildings must do on whichever database the site runs on.</summary>
public abstract class ImportBuildingsContract(Engine engine) : IAsyncLifetime
{
    private const string Areas =
        "province,city,city_code,county,county_code,town,town_code,village,village_code,urban_rural_type\n"
        + "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,街心社区,431302001001,111\n"
        + "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,贤童社区,431302001002,111\n";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");
    private static readonly AreaCode[] Everywhere = [AreaCode.Parse("431302")];

    private TerritorySite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TerritorySite.StartAsync(engine);
        await _site.ImportAsync(Write(Areas), new DateOnly(2022, 1, 1));

        // Two squares side by side.
        await SquareAsync(431302001001000000, 112.00, 112.01);
        await SquareAsync(431302001002000000, 112.01, 112.02);
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
    public async Task A_list_makes_estates_buildings_and_rooms_and_run_again_changes_nothing()
    {
        const string list =
            "街心社区楼栋台账,,,,,,\n填报单位：街心社区,,,,,,\n"
            + "社区,小区,楼栋号,单元,房号,建筑面积(㎡),民族\n"
            + "街心社区居委会,桥头小区,5号楼,1单元,301室,89.5,汉\n街心,桥头小区,5栋,1单元,302,90,汉\n街心,桥头小区,6栋,,101,60,苗\n";

        var first = await ImportAsync(list);

        Assert.Equal(new ImportReport(3, 0, 0, 0), first.Report);
        Assert.Equal(["民族"], first.Dropped);
        Assert.Equal(
            ["5号楼", "6栋"], (await ListAsync(new(Kind: PlaceKind.Building))).Select(place => place.Name).Order());
        var five = (await ListAsync(new(Search: "5号"))).Single();
        Assert.Equal(("桥头小区", 2L, Community), (five.Estate, five.Dwellings, five.AreaCode));
        Assert.Equal(1, await CountAsync(
            "select count(*) from dwellings where room = '301' and unit = '1' and floor = 3 and area_cm2 = 895000"));

        Assert.Equal(new ImportReport(0, 0, 3, 0), (await ImportAsync(list)).Report);
        Assert.Equal(
            new ImportReport(0, 1, 2, 0),
            (await ImportAsync(list.Replace("89.5", "98.5", StringComparison.Ordinal))).Report);
    }

    [Fact]
    public async Task A_list_of_which_every_row_is_refused_for_one_column_stops_whole()
    {
        var list = "社区,小区,楼栋号,类型\n" + string.Concat(
            Enumerable.Range(1, 3_000).Select(i => $"街心,桥头小区,{i}栋,没有这种\n"));

        var mistake = await Assert.ThrowsAsync<MistakeException>(() => ImportAsync(list));

        Assert.Equal("sheet.wrong-column", mistake.Code);
        Assert.Contains("类型", mistake.Message, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("select count(*) from places"));
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_changes_nothing()
    {
        const string list = "社区,楼栋,户数\n街心,5号楼,30\n街心,6号楼,0\n";

        var dry = await ImportAsync(list, dryRun: true);

        Assert.Equal(new ImportReport(1, 0, 0, 1), dry.Report);
        Assert.Empty(await ListAsync(new()));
        Assert.Equal(0, await CountAsync("select count(*) from trail_events where action = 'place.import'"));
        Assert.Equal(dry.Report, (await ImportAsync(list)).Report);
        Assert.Single(await ListAsync(new()));
        Assert.Equal(1, await CountAsync("select count(*) from trail_events where action = 'place.import'"));
    }

    [Theory]
    [InlineData("街心,5号楼,0,,", "「户数」", "0 户")]
    [InlineData("街心,5号楼,x,,", "「户数」", "不是能用的数：x")]
    [InlineData("街心,,3,,", "「楼栋」", "没有写")]
    [InlineData("无名,5号楼,3,,", "「社区」", "无名")]
    [InlineData("街心,5号楼,3,112.015,27.705", "「经度」", "不在所写的社区")]
    [InlineData("街心,5号楼,3,27.705,112.005", "「经度」", "写反")]
    [InlineData("街心,5号楼,3,112.005,", "「经度」", "不全")]
    [InlineData(",5号楼,3,113.5,27.7", "「社区」", "不知道属于哪个社区")]
    public async Task A_bad_row_is_refused_with_row_column_and_reason(string row, string column, string reason)
    {
        var path = Write($"社区,楼栋,户数,经度,纬度\n街心,1号楼,12,112.005,27.705\n{row}\n");

        var done = await ImportPathAsync(path);

        Assert.Equal(new ImportReport(1, 0, 0, 1), done.Report);
        var lines = await File.ReadAllLinesAsync(done.RefusedPath!, None);
        Assert.Contains(",3,", lines[1], StringComparison.Ordinal);
        Assert.Contains(column, lines[1], StringComparison.Ordinal);
        Assert.Contains(reason, lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("车站", PlaceKind.OtherUnit)]
    [InlineData("公交站", PlaceKind.OtherUnit)]
    [InlineData("菜市场", PlaceKind.Market)]
    [InlineData("农贸市场", PlaceKind.Market)]
    [InlineData("集贸市场", PlaceKind.Market)]
    [InlineData("小学", PlaceKind.School)]
    [InlineData("中学", PlaceKind.School)]
    [InlineData("幼儿园", PlaceKind.School)]
    [InlineData("建筑工地", PlaceKind.ConstructionSite)]
    [InlineData("社区服务站", PlaceKind.Station)]
    [InlineData("图书室", PlaceKind.ReadingRoom)]
    [InlineData("游乐场", PlaceKind.Playground)]
    [InlineData("消防站", PlaceKind.FirePoint)]
    public async Task Public_units_are_known_by_what_offices_call_them(string words, PlaceKind kind)
    {
        Assert.Equal(new ImportReport(1, 0, 0, 0), (await ImportAsync($"社区,类型,名称\n街心,{words},甲处\n")).Report);
        Assert.Equal("甲处", Assert.Single(await ListAsync(new(Kind: kind))).Name);
    }

    [Fact]
    public async Task Beside_a_column_of_buildings_a_column_of_names_tells_of_public_units()
    {
        var done = await ImportAsync("社区,楼栋,名称,类型\n街心,5号楼,,楼栋\n街心,,桥头菜市场,市场\n街心,5号楼,街心卫生室,卫生室\n街心,6号楼,丽景阁,楼栋\n");

        Assert.Equal(new ImportReport(4, 0, 0, 0), done.Report);
        Assert.Equal(["5号楼", "6号楼"], (await ListAsync(new())).Select(place => place.Name).Order());
        Assert.Equal("桥头菜市场", Assert.Single(await ListAsync(new(Kind: PlaceKind.Market))).Name);
        Assert.Equal("街心卫生室", Assert.Single(await ListAsync(new(Kind: PlaceKind.Clinic))).Name);
    }

    [Theory]
    [InlineData("village")]
    [InlineData("社区")]
    public async Task A_code_where_the_name_of_a_community_is_expected_is_its_code(string heading)
    {
        Assert.Equal(new ImportReport(1, 0, 0, 0), (await ImportAsync($"{heading},楼栋\n431302001001,5号楼\n")).Report);
        Assert.Equal(Community, Assert.Single(await ListAsync(new())).AreaCode);
    }

    [Theory]
    [InlineData("２０", "三楼", 20, 3)]
    [InlineData("20户", "第十二层", 20, 12)]
    [InlineData("20", "负一层", 20, -1)]
    [InlineData("20", "３", 20, 3)]
    public async Task Numbers_are_read_as_people_write_them(string households, string floor, long count, long at)
    {
        Assert.Equal(
            new ImportReport(1, 0, 0, 0),
            (await ImportAsync($"社区,楼栋,户数,楼层,房号\n街心,5号楼,{households},{floor},甲\n")).Report);
        Assert.Equal(
            1,
            await CountAsync(FormattableString.Invariant($"select count(*) from places where households = {count}")));
        Assert.Equal(
            1, await CountAsync(FormattableString.Invariant($"select count(*) from dwellings where floor = {at}")));
    }

    [Fact]
    public async Task One_building_in_two_places_is_named_with_the_other_row()
    {
        var done = await ImportAsync(
            "社区,楼栋,经度,纬度\n街心,5号楼,112.002,27.702\n街心,5栋,112.006,27.702\n街心,5号楼,112.0021,27.702\n");

        Assert.Equal(new ImportReport(1, 0, 1, 1), done.Report);
        Assert.Contains("另一处在第 2 行", await File.ReadAllTextAsync(done.RefusedPath!, None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GeoJson_brings_outlines_and_a_self_crossing_one_is_named()
    {
        const string good = "[[[112.001,27.701],[112.002,27.701],[112.002,27.702],[112.001,27.702],[112.001,27.701]]]";
        const string crossing =
            "[[[112.001,27.701],[112.002,27.702],[112.002,27.701],[112.001,27.702],[112.001,27.701]]]";
        var path = Write(Features(("一号楼", good), ("二号楼", crossing), ("三号楼", "[[[112.001,27.701]]]")), ".geojson");

        var done = await ImportPathAsync(path);

        Assert.Equal(new ImportReport(1, 0, 0, 2), done.Report);
        var refused = await File.ReadAllTextAsync(done.RefusedPath!, None);
        Assert.Contains("二号楼,2,「geometry」：范围的边自己交叉，在 112.0015", refused, StringComparison.Ordinal);
        Assert.Contains("三号楼,3,", refused, StringComparison.Ordinal);
        Assert.Equal(Community, Assert.Single(await ListAsync(new())).AreaCode);
        Assert.Equal(new ImportReport(0, 0, 1, 2), (await ImportPathAsync(path)).Report);
    }

    [Fact]
    public async Task A_zipped_shapefile_with_gbk_attributes_comes_in()
    {
        var path = TempFile(".zip");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, None))
        {
            await AddAsync(zip, "lou.shp", PointShape(112.003, 27.703));
            await AddAsync(zip, "lou.dbf", Dbf("楼栋", "七号楼"));
            await AddAsync(
                zip, "lou.prj", Encoding.ASCII.GetBytes("GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\"]"));
        }

        Assert.Equal(new ImportReport(1, 0, 0, 0), (await ImportPathAsync(path)).Report);
        var place = Assert.Single(await ListAsync(new()));
        Assert.Equal(("七号楼", Community, true), (place.Name, place.AreaCode, place.HasPlace));
    }

    [Theory]
    [InlineData("", "__MACOSX/._lou.shp", "__MACOSX/._lou.dbf")]
    [InlineData("", "qt.dbf", "qt.prj")]
    [InlineData("shape.several", "a/ceng2.shp")]
    public async Task Only_one_layer_is_read_and_only_with_its_own_parts(string code, params string[] more)
    {
        var path = TempFile(".zip");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, None))
        {
            foreach (var name in more)
            {
                await AddAsync(zip, name, Encoding.ASCII.GetBytes("PROJCS: none of its parts"));
            }

            await AddAsync(zip, "lou.shp", PointShape(112.003, 27.703));
            await AddAsync(zip, "lou.dbf", Dbf("楼栋", "七号楼"));
        }

        if (code.Length > 0)
        {
            Assert.Equal(code, (await Assert.ThrowsAsync<MistakeException>(() => ImportPathAsync(path))).Code);
            return;
        }

        Assert.Equal(new ImportReport(1, 0, 0, 0), (await ImportPathAsync(path)).Report);
    }

    [Fact]
    public async Task A_shapefile_in_metres_is_refused_whole()
    {
        var path = TempFile(".zip");
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, None))
        {
            await AddAsync(zip, "lou.shp", PointShape(37500000, 3060000));
            await AddAsync(zip, "lou.dbf", Dbf("name", "a"));
            await AddAsync(zip, "lou.prj", Encoding.ASCII.GetBytes("PROJCS[\"CGCS2000_3_Degree_GK_Zone_37\"]"));
        }

        Assert.Equal("shape.metres", (await Assert.ThrowsAsync<MistakeException>(() => ImportPathAsync(path))).Code);
    }

    [Fact]
    public async Task Coordinates_of_consumer_maps_are_converted()
    {
        var shifted = Gcj02.FromWgs84(new Coordinate(112.004, 27.704));
        var path = Write(FormattableString.Invariant($"社区,楼栋,经度,纬度\n街心,5号楼,{shifted.X:F9},{shifted.Y:F9}\n"));

        await using (var act = _site.Scope())
        {
            await act.ServiceProvider.GetRequiredService<ImportBuildings>()
                .RunAsync(new(path, IsGcj02: true), Viewer.System, None);
        }

        var place = Assert.Single(await ListAsync(new()));
        await using var later = _site.Scope();
        var card = await later.ServiceProvider.GetRequiredService<ReadPlace>().CardAsync(place, None);
        Assert.Equal(112.004, card.At!.Value.Longitude, 6);
        Assert.Equal(27.704, card.At.Value.Latitude, 6);
        Assert.True(Math.Abs(shifted.X - 112.004) > 0.001);
    }

    [Fact]
    public async Task A_renamed_building_keeps_its_former_name_and_an_old_list_still_finds_it()
    {
        await ImportAsync("社区,楼栋,编号\n街心,5号楼,B5\n");
        await using (var act = _site.Scope())
        {
            await act.ServiceProvider.GetRequiredService<BandengDb>()
                .ExecuteAsync("update place_names set valid_from = '2025-01-01'", null, None);
        }

        Assert.Equal(new ImportReport(0, 1, 0, 0), (await ImportAsync("社区,楼栋,编号\n街心,五好楼,B5\n")).Report);
        Assert.Equal(new ImportReport(0, 0, 1, 0), (await ImportAsync("社区,楼栋\n街心,5号楼\n")).Report);

        var place = Assert.Single(await ListAsync(new()));
        await using var later = _site.Scope();
        var card = await later.ServiceProvider.GetRequiredService<ReadPlace>().CardAsync(place, None);
        Assert.Equal(["五好楼", "5号楼"], card.Names.Select(name => name.Value));
        Assert.Equal(card.Names[0].ValidFrom, card.Names[1].ValidTo);
    }

    [Fact]
    public async Task A_desk_adds_changes_moves_and_closes_and_a_stale_form_is_told()
    {
        await using var act = _site.Scope();
        var keep = act.ServiceProvider.GetRequiredService<KeepPlaces>();
        var read = act.ServiceProvider.GetRequiredService<ReadPlace>();
        var id = Guid.CreateVersion7();

        Assert.True((await keep.AddAsync(new(id, PlaceKind.Building, Community, new("9号楼"), (112.005, 27.705)), Viewer.System, None)).TryGet(out _, out _));
        Assert.Equal("place.same", await CodeAsync(keep.AddAsync(
            new(Guid.CreateVersion7(), PlaceKind.Building, Community, new("9栋"), null), Viewer.System, None)));
        var version = (await read.LineAsync(id, None))!.Version;
        Assert.Equal(
            "place.outside", await CodeAsync(keep.MoveAsync(id, version, 112.015, 27.705, Viewer.System, None)));
        Assert.Equal("", await CodeAsync(keep.MoveAsync(id, version, 112.006, 27.706, Viewer.System, None)));
        Assert.Equal(
            "place.overtaken", await CodeAsync(keep.ChangeAsync(id, version, new("十号楼"), Viewer.System, None)));
        version = (await read.LineAsync(id, None))!.Version;
        Assert.Equal("", await CodeAsync(keep.ChangeAsync(id, version, new("十号楼", Floors: 6), Viewer.System, None)));

        var card = await read.CardAsync((await read.LineAsync(id, None))!, None);
        Assert.Equal((112.006, 27.706), card.At);
        Assert.Equal(
            "place.day",
            await CodeAsync(keep.CloseAsync(id, card.Place.Version, card.Place.ValidFrom, Viewer.System, None)));
        Assert.Equal(
            "",
            await CodeAsync(
                keep.CloseAsync(id, card.Place.Version, card.Place.ValidFrom.AddDays(1), Viewer.System, None)));
        Assert.Empty(await ListAsync(new()));
        Assert.Single(await ListAsync(new(Closed: true)));
    }

    [Fact]
    public async Task A_list_pages_by_key_without_losing_or_repeating()
    {
        await ImportAsync(
            "社区,楼栋\n" + string.Concat(Enumerable.Range(1, 23).Select(i => $"{(i % 2 == 0 ? "街心" : "贤童")},{i}号楼\n")));

        var seen = new List<PlaceRow>();
        for (var page = await ListAsync(new(), 5); page.Count > 0; page = await ListAsync(new(After: ListPlaces.KeyOf(page[^1])), 5))
        {
            seen.AddRange(page);
        }

        Assert.Equal(23, seen.Select(place => place.Id).Distinct().Count());
        Assert.Equal(23, seen.Count);
        Assert.Equal(11, (await ListAsync(new(Area: Community))).Count);
        await using var act = _site.Scope();
        Assert.Empty(await act.ServiceProvider.GetRequiredService<ListPlaces>().RunAsync(new(), [], 10, None));
    }

    private static async Task<string> CodeAsync(Task<Result<Guid>> act) =>
        (await act).TryGet(out _, out var refusal) ? "" : refusal.Code;

    private static string Features(params (string Name, string Rings)[] features) =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features.Select(one =>
            $$$"""{"type":"Feature","properties":{"楼栋":"{{{one.Name}}}"},"geometry":{"type":"Polygon","coordinates":{{{one.Rings}}}}}"""))}}]}""";

    private static byte[] PointShape(double x, double y)
    {
        var file = new byte[128];
        BinaryPrimitives.WriteInt32BigEndian(file, 9994);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(100), 1);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(104), 10);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(108), 1);
        BinaryPrimitives.WriteDoubleLittleEndian(file.AsSpan(112), x);
        BinaryPrimitives.WriteDoubleLittleEndian(file.AsSpan(120), y);
        return file;
    }

    private static byte[] Dbf(string column, string value)
    {
        var gbk = Encoding.GetEncoding("GB18030");
        var file = new byte[32 + 32 + 1 + 1 + 20];
        file[0] = 3;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(8), 65);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(10), 21);
        gbk.GetBytes(column).CopyTo(file, 32);
        (file[32 + 11], file[32 + 16], file[64]) = ((byte)'C', 20, 0x0D);
        file.AsSpan(65).Fill((byte)' ');
        gbk.GetBytes(value).CopyTo(file, 66);
        return file;
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] bytes)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(None);
        await entry.WriteAsync(bytes, None);
    }

    private static string TempFile(string ending) =>
        Path.Combine(Path.GetTempPath(), $"places-{Guid.CreateVersion7():N}{ending}");

    private static string Write(string text, string ending = ".csv")
    {
        var path = TempFile(ending);
        File.WriteAllText(path, text);
        return path;
    }

    private Task<PlacesImported> ImportAsync(string text, bool dryRun = false) => ImportPathAsync(Write(text), dryRun);

    private async Task<PlacesImported> ImportPathAsync(string path, bool dryRun = false)
    {
        await using var act = _site.Scope();
        return await act.ServiceProvider.GetRequiredService<ImportBuildings>()
            .RunAsync(new(path, DryRun: dryRun), Viewer.System, None);
    }

    private async Task<IReadOnlyList<PlaceRow>> ListAsync(PlaceFilter filter, int most = 100)
    {
        await using var act = _site.Scope();
        return await act.ServiceProvider.GetRequiredService<ListPlaces>().RunAsync(
            filter.Kind is null && filter.Search is null ? filter with { Kind = PlaceKind.Building } : filter,
            Everywhere, most, None);
    }

    private async Task SquareAsync(long code, double west, double east)
    {
        await using var act = _site.Scope();
        var outline = FormattableString.Invariant(
            $$"""{"type":"Polygon","coordinates":[[[{{west}},27.7],[{{east}},27.7],[{{east}},27.71],[{{west}},27.71],[{{west}},27.7]]]}""");
        await act.ServiceProvider.GetRequiredService<BandengDb>().ExecuteAsync(
            "insert into area_outlines (code, geometry, west, south, east, north, sketch) values (@code, @outline, @west, 27.7, @east, 27.71, 0)", new { code, outline, west, east }, None);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var act = _site.Scope();
        return await act.ServiceProvider.GetRequiredService<BandengDb>().RowAsync<long>(sql, null, None);
    }
}

public sealed class ImportBuildingsOnSqlite() : ImportBuildingsContract(Engine.Sqlite);

public sealed class ImportBuildingsOnPostgres() : ImportBuildingsContract(Engine.Postgres);
