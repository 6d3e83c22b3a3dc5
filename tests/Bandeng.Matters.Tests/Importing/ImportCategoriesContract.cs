using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Matters.Importing;
using Bandeng.Testing;

namespace Bandeng.Matters.Tests.Importing;

/// <summary>The starter catalogue, and an office's own that comes after it.</summary>
public sealed class ImportCategoriesContract
{
    private const string Header =
        "code,parent_code,name,name_en,filing,closing,limit_amount,limit_class,duty,duty_body,evidence_wanted,check_wanted,redirect_only\n";

    public static TheoryData<Engine> Both => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Both))]
    public async Task A_new_installation_begins_with_the_starter_catalogue(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);

        Assert.Equal(
            StarterCatalogue.Lines().Count,
            await database.OneAsync<long>(
                "select count(*) from categories where valid_from = '2000-01-01' and valid_to is null"));
        Assert.Equal(
            ["court", "court", "court", "discipline", "police"],
            await database.RowsAsync<string>(
                "select redirect_only from categories where redirect_only is not null order by 1"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_changes_holds_from_today_and_the_old_entry_until_then(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        var path = database.Write("own.csv", Header
            + "01,,小区物业,Estates,属于小区物业。,办完。,5,WorkingDay,Town,,0,0,\n"
            + "0199,01,新的一类,New,有时间和地点。,办完。,3,working-day,Property,,是,否,\n");

        Assert.Equal(new ImportReport(1, 1, 0, 0), await database.ImportCategoriesAsync(path));
        Assert.Equal(new ImportReport(0, 0, 2, 0), await database.ImportCategoriesAsync(path));

        Assert.Equal(
            ["2000-01-01 2026-06-01", "2026-06-01 -"],
            await database.RowsAsync<string>(
                "select valid_from || ' ' || coalesce(valid_to, '-') from categories where code = '01' order by valid_from"));
        Assert.Null(await database.FaultAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_was_changed_twice_on_one_day_is_put_right(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        const string Line = "01,,小区物业,Estates,属于小区物业。,办完。,{0},WorkingDay,Town,,0,0,\n";

        await database.ImportCategoriesAsync(
            database.Write("a.csv", Header + Line.Replace("{0}", "6", StringComparison.Ordinal)));
        await database.ImportCategoriesAsync(
            database.Write("b.csv", Header + Line.Replace("{0}", "7", StringComparison.Ordinal)));

        Assert.Equal(
            ["5 2000-01-01", "7 2026-06-01"],
            await database.RowsAsync<string>(
                "select limit_amount || ' ' || valid_from from categories where code = '01' order by valid_from"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Lines_that_cannot_be_used_are_refused_one_by_one(Engine engine)
    {
        await using var database = await ImportingDatabase.CreateAsync(engine);
        string[] lines =
        [
            ",,名,Name,立。,结。,1,WorkingDay,Town,,0,0,", "X1,,,Name,立。,结。,1,WorkingDay,Town,,0,0,",
            "X2,,名,Name,,结。,1,WorkingDay,Town,,0,0,", "X3,99,名,Name,立。,结。,1,WorkingDay,Town,,0,0,",
            "X4,0101,名,Name,立。,结。,1,WorkingDay,Town,,0,0,", "X5,,名,Name,立。,结。,0,WorkingDay,Town,,0,0,",
            "X6,,名,Name,立。,结。,1,Fortnight,Town,,0,0,", "X7,,名,Name,立。,结。,1,WorkingDay,Nobody,,0,0,",
            "X8,,名,Name,立。,结。,1,WorkingDay,Town,,maybe,0,", "X9,,名,Name,立。,结。,1,WorkingDay,Town,,0,0,prayer",
            "01,02,名,Name,立。,结。,1,WorkingDay,Town,,0,0,",
            "XA,,名,Name,立。,结。,1,WorkingDay,Town,,0,0,", "XA,,名,Name,立。,结。,2,WorkingDay,Town,,0,0,",
        ];

        var report = await database.ImportCategoriesAsync(database.Write("own.csv", Header + string.Join('\n', lines)));

        Assert.Equal(new ImportReport(1, 0, 0, lines.Length - 1), report);
    }

    [Fact]
    public async Task A_file_without_a_column_is_said_in_words()
    {
        await using var database = await ImportingDatabase.CreateAsync(Engine.Sqlite);
        var path = database.Write("own.csv", "code,name\n01,物业\n");

        Assert.Equal(
            "file.columns",
            (await Assert.ThrowsAsync<MistakeException>(() => database.ImportCategoriesAsync(path))).Code);
    }
}
