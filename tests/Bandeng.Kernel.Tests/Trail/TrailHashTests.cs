using Bandeng.Kernel.Trail;

namespace Bandeng.Kernel.Tests.Trail;

/// <summary>The hash of an event, as another program would work it out.</summary>
public sealed class TrailHashTests
{
    [Fact]
    public void Each_column_is_hashed_with_its_length_and_nothing_is_not_the_empty_text()
    {
        // SHA-256 of 00000001 61 · FFFFFFFF · 00000003 E69DBF · 00000000.
        const string Expected = "2BAD7FD9E7FE17BD15A64F66FCFECA6EFA3D627B9C088723F02FD2F61D3600AD";

        Assert.Equal(Expected, TrailEvent.HashOf(["a", null, "板", ""]));
        Assert.NotEqual(Expected, TrailEvent.HashOf(["a", "", "板", ""]));
    }
}
