using Bandeng.Matters.Queries;

namespace Bandeng.Matters.Tests;

/// <summary>A place is said once.</summary>
public sealed class PlaceSaidTests
{
    [Theory]
    [InlineData("1号楼", "1号楼 1单元 401", "1号楼 1单元 401")]
    [InlineData("乐坪街道 街心社区 1号楼", "1号楼1单元401", "乐坪街道 街心社区 1号楼1单元401")]
    [InlineData("乐坪街道 街心社区 1号楼", "街心社区1号楼 门口", "乐坪街道 街心社区1号楼 门口")]
    [InlineData("乐坪街道 街心社区", "3号楼 2单元", "乐坪街道 街心社区 3号楼 2单元")]
    [InlineData("街心社区 1", "12号", "街心社区 1 12号")]
    [InlineData("街心社区", " ", "街心社区")]
    [InlineData("街心社区", null, "街心社区")]
    [InlineData("", "桥头", "桥头")]
    public void Area_and_words_are_joined(string area, string? words, string said) =>
        Assert.Equal(said, PlaceSaid.Of(area, words));
}
