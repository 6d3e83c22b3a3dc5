using System.Text;
using System.Text.RegularExpressions;

namespace Bandeng.Browser.Tests;

/// <summary>The file of conditions of a grid goes onto two pages of A4, and onto no more.</summary>
public sealed partial class FileOnPaper(BandengSite site)
{
    [Fact]
    public async Task A_grid_is_told_on_exactly_two_pages()
    {
        var page = await site.VisitorAsync("clerk");
        await page.GotoAsync("/registry/grids/431302001001001/file");

        var paper = await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });

        Assert.Equal(2, Sheet().Count(Encoding.Latin1.GetString(paper)));
        await page.Context.CloseAsync();
    }

    [GeneratedRegex("/Type\\s*/Page[^s]")]
    private static partial Regex Sheet();
}
