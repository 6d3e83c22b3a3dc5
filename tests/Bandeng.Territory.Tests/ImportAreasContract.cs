using System.IO.Compression;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Territory.UseCases;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Territory.Tests;

/// <summary>What bringing in areas must do on whichever database the site runs on.</summary>
public abstract class ImportAreasContract(Engine engine) : IAsyncLifetime
{
    private const string First =
        "province,city,city_code,county,county_code,town,town_code,village,village_code,urban_rural_type\n";
    private const string Second =
        "province_name,city_name,city_code,town_name,town_code,villagetr_name,villagetr_code,street_name,street_code,street_type\n";

    private const string Street = "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,街心社区,431302001001,111\n";
    private const string Wise = "湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,贤童社区,431302001002,111\n";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day = new(2022, 1, 1);

    private TerritorySite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TerritorySite.StartAsync(engine);

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(First)]
    [InlineData(Second)]
    public async Task Both_layouts_make_the_village_and_everything_around_it(string header)
    {
        Assert.Equal(new ImportReport(2, 0, 0, 0), await ImportAsync(header + Street + Wise));

        await using var act = _site.Scope();
        var names = await Areas(act)
            .NamesAsync([Code("431302001001"), Code("431302"), Code("43"), Code("431302999")], None);
        Assert.Equal(
            ["湖南省", "娄星区", "乐坪街道 街心社区"],
            names.Values.OrderBy(name => name.Code).Select(name => name.FullName));
        Assert.Equal(Code("431302001"), (await Areas(act).HomeAsync(None)).Code);
        Assert.Equal(
            ["街心社区", "贤童社区"], (await Areas(act).ChildrenAsync(Code("431302001"), None)).Select(area => area.Name));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await ImportAsync(First + Street + Wise);

        Assert.Equal(new ImportReport(0, 0, 2, 0), await ImportAsync(First + Street + Wise, Day.AddYears(1)));
        Assert.Equal(5 + 1, await CountAsync("select count(*) from areas"));
        Assert.Equal(2, await CountAsync("select count(*) from trail_events where action = 'area.import'"));
    }

    [Fact]
    public async Task A_new_name_keeps_the_former_one_with_its_days()
    {
        await ImportAsync(First + Street);

        Assert.Equal(
            new ImportReport(0, 1, 0, 0),
            await ImportAsync(First + Street.Replace("街心", "桥头", StringComparison.Ordinal), Day.AddYears(1)));

        await using var act = _site.Scope();
        var rows = await act.ServiceProvider.GetRequiredService<BandengDb>().RowsAsync<NameRow>(
            "select name, valid_from, valid_to from areas where code = 431302001001000000 order by valid_from", null,
            None);
        Assert.Equal([new("街心社区", "2022-01-01", "2023-01-01"), new("桥头社区", "2023-01-01", null)], rows);
    }

    [Fact]
    public async Task A_name_from_before_the_one_that_stands_is_refused()
    {
        await ImportAsync(First + Street);

        var older = await ImportAsync(First + Street.Replace("街心", "桥头", StringComparison.Ordinal), Day.AddYears(-1));

        Assert.Equal(new ImportReport(0, 0, 0, 1), older);
        Assert.Equal(
            1, await CountAsync("select count(*) from areas where code = 431302001001000000 and name = '街心社区'"));
    }

    [Fact]
    public async Task Gbk_and_packed_files_are_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var path = TempFile(".csv.gz");
        await using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            await packed.WriteAsync(Encoding.GetEncoding("GB18030").GetBytes(First + Street), None);
        }

        Assert.Equal(new ImportReport(1, 0, 0, 0), await _site.ImportAsync(path, Day));
        Assert.Equal(1, await CountAsync("select count(*) from areas where name = '街心社区'"));
    }

    [Theory]
    [InlineData("湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,\"贤童")]
    [InlineData("湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,4313020")]
    [InlineData("湖南省,娄底市,431300000000,娄星区,431302000000,乐坪街道,431302001000,贤童社区,431302001002,1")]
    public async Task Of_a_half_written_file_the_last_row_is_refused_and_the_rest_goes_in(string cut) =>
        Assert.Equal(new ImportReport(1, 0, 0, 1), await ImportAsync(First + Street + cut));

    [Theory]
    [InlineData("431302001002", "43130200100", "12位")] // eleven digits
    [InlineData("贤童社区", "", "名称")]
    [InlineData("431302001002", "431302002002", "街道")] // outside its town
    [InlineData(",111", ",11", "分类")]
    [InlineData(",111", ",999", "分类")]
    [InlineData("431302001002", "431302001001", "另一个名称")] // the code of 街心社区
    public async Task A_bad_row_is_refused_with_its_line_and_the_reason(string right, string wrong, string reason)
    {
        var path = Write(First + Street + Wise.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal(new ImportReport(1, 0, 0, 1), await _site.ImportAsync(path, Day));

        var bytes = await File.ReadAllBytesAsync(path + ".refused.csv", None);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..])
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(First.Trim() + ",line,reason", lines[0]);
        Assert.Contains(",3,", Assert.Single(lines[1..]), StringComparison.Ordinal);
        Assert.Contains(reason, lines[1], StringComparison.Ordinal);

        // Mended and brought in again, the old list of refused rows is gone.
        await File.WriteAllTextAsync(path, First + Street + Wise, None);
        await _site.ImportAsync(path, Day);
        Assert.False(File.Exists(path + ".refused.csv"));
    }

    [Theory]
    [InlineData("东莞市,441900000000,")]
    [InlineData(",,")]
    public async Task A_city_without_counties_has_its_towns_directly(string county)
    {
        var row = $"广东省,东莞市,441900000000,{county}东城街道,441900003000,岗贝社区,441900003001,111\n";

        Assert.Equal(new ImportReport(1, 0, 0, 0), await ImportAsync(First + row));

        await using var act = _site.Scope();
        Assert.Equal(["东城街道"], (await Areas(act).ChildrenAsync(Code("4419"), None)).Select(area => area.Name));
    }

    [Theory]
    [InlineData(null, "file.missing")]
    [InlineData("", "file.empty")]
    [InlineData("PK\u0003\u0004\0\0", "file.unreadable")]
    [InlineData("a,b\n1,2\n", "areas.layout")]
    public async Task A_file_that_is_no_list_of_areas_is_refused(string? text, string code)
    {
        var path = text is null ? TempFile(".csv") : Write(text);

        var mistake = await Assert.ThrowsAsync<MistakeException>(() => _site.ImportAsync(path, Day));

        Assert.Equal(code, mistake.Code);
    }

    [Fact]
    public async Task Another_node_sees_a_new_name_within_about_a_second()
    {
        await ImportAsync(First + Street);
        await using var other = _site.AnotherNode();
        Assert.Equal("街心社区", await NameOnAsync(other));

        await ImportAsync(First + Street.Replace("街心", "桥头", StringComparison.Ordinal), Day.AddYears(1));
        await Task.Delay(TimeSpan.FromMilliseconds(1_100), None);

        Assert.Equal("桥头社区", await NameOnAsync(other));
    }

    [Fact]
    public async Task A_merged_area_keeps_its_last_name_and_is_no_longer_inside_its_town()
    {
        await ImportAsync(First + Street + Wise);
        await using (var act = _site.Scope())
        {
            var merged = await act.ServiceProvider.GetRequiredService<MergeArea>()
                .RunAsync(new(Code("431302001002"), Code("431302001001"), Day.AddYears(1)), Viewer.System, None);
            Assert.True(merged.TryGet(out _, out _));
        }

        await using var later = _site.Scope();
        Assert.Equal("贤童社区", (await Areas(later).NamesAsync([Code("431302001002")], None))[Code("431302001002")].Name);
        Assert.Equal(["街心社区"], (await Areas(later).ChildrenAsync(Code("431302001"), None)).Select(area => area.Name));
    }

    private sealed record NameRow(string Name, string ValidFrom, string? ValidTo);

    private static AreaCode Code(string text) => AreaCode.Parse(text);

    private static IAreas Areas(AsyncServiceScope act) => act.ServiceProvider.GetRequiredService<IAreas>();

    private static string TempFile(string ending) =>
        Path.Combine(Path.GetTempPath(), $"areas-{Guid.CreateVersion7():N}{ending}");

    private static string Write(string text)
    {
        var path = TempFile(".csv");
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<string> NameOnAsync(ServiceProvider node)
    {
        await using var act = node.CreateAsyncScope();
        return (await Areas(act).NamesAsync([Code("431302001001")], None))[Code("431302001001")].Name;
    }

    private Task<ImportReport> ImportAsync(string text, DateOnly? day = null) =>
        _site.ImportAsync(Write(text), day ?? Day);

    private async Task<long> CountAsync(string sql)
    {
        await using var act = _site.Scope();
        return await act.ServiceProvider.GetRequiredService<BandengDb>().RowAsync<long>(sql, null, None);
    }
}

public sealed class ImportAreasOnSqlite() : ImportAreasContract(Engine.Sqlite);

public sealed class ImportAreasOnPostgres() : ImportAreasContract(Engine.Postgres);
