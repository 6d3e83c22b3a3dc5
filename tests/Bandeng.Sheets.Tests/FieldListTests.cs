using System.Globalization;
using System.Text;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Sheets.Layout;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Sheets.Tests;

/// <summary>
/// The list of fields in docs/sheets.md is that of the program. With BANDENG_WRITE_DOCS=1 it is printed again.
/// </summary>
public sealed class FieldListTests(DemoSiteOnSqlite site) : IClassFixture<DemoSiteOnSqlite>
{
    private const string Mark = "<!-- fields: printed by FieldListTests -->\n";

    [Fact]
    public async Task The_page_lists_every_source_and_field()
    {
        var path = Path.Combine(Root(), "docs", "sheets.md");
        var page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var printed = page[..(page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)] + await ListAsync();
        if (Environment.GetEnvironmentVariable("BANDENG_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, printed, TestContext.Current.CancellationToken);
        }

        Assert.Equal(printed, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_field_is_of_what_is_not_held_and_codes_are_unique()
    {
        await using var scope = site.Services.CreateAsyncScope();
        foreach (var source in scope.ServiceProvider.GetServices<ISheetSource>())
        {
            Assert.Distinct(source.Fields.Select(field => field.Code));
            Assert.DoesNotContain(
                source.Fields,
                field => field.AlsoCalled.Append(field.Zh).Any(name => new Heading(1, name, name).IsNotKept));
            Assert.All(
                source.Fields,
                field => Assert.DoesNotContain(field.En, letter => letter is >= '\u4e00' and <= '\u9fff'));
        }
    }

    private async Task<string> ListAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        await using var scope = site.Services.CreateAsyncScope();
        var text = new StringBuilder();
        foreach (var source in scope.ServiceProvider.GetServices<ISheetSource>()
            .OrderBy(source => source.Code, StringComparer.Ordinal))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n### {source.Name} `{source.Code}`\n{source.About}\n\n| 字段 | field | code |\n|---|---|---|\n");
            foreach (var field in source.Fields)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {field.Zh} | {field.En} | `{field.Code}` |\n");
            }
        }

        return text.ToString();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Bandeng.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
