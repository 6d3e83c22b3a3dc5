using Bandeng.Kernel.Files;

namespace Bandeng.Kernel.Tests.Files;

/// <summary>What was refused goes into a file that can be mended and sent again, as often as it takes.</summary>
public sealed class RefusedRowsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bandeng-refused-").FullName;

    [Fact]
    public void A_list_of_refused_rows_that_is_refused_again_has_line_and_reason_once()
    {
        var path = Path.Combine(_folder, "list.csv");
        File.WriteAllText(path, "名称,代码,line,reason\n桥头,1,7,旧的\n");
        using (var table = TableFile.Open(path))
        using (var refused = new RefusedRows(path, table.Header))
        {
            refused.Add(table.Rows().Single(), "新的");
        }

        Assert.Equal(["名称,代码,line,reason", "桥头,1,2,新的"], File.ReadAllLines(path + ".refused.csv"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
