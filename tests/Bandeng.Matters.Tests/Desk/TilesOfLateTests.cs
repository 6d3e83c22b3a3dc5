using Bandeng.Matters.Queries;

namespace Bandeng.Matters.Tests.Desk;

/// <summary>Who counts a large inbox, and who is given what was counted.</summary>
public sealed class TilesOfLateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_many_who_ask_when_it_is_time_one_counts_anew()
    {
        var tiles = new TilesOfLate();
        Assert.Null(tiles.Find("all", Noon));
        var counted = tiles.Keep("all", Noon, new() { Open = TilesOfLate.Many });
        Assert.Same(counted, tiles.Find("all", Noon.AddSeconds(2)));

        var later = Noon.AddSeconds(4);
        DeskTiles.Numbers?[] given = [tiles.Find("all", later), tiles.Find("all", later), tiles.Find(
            "all", later.AddSeconds(1))];

        Assert.Equal((IEnumerable<DeskTiles.Numbers?>)[null, counted, counted], given);
        var anew = tiles.Keep("all", later, new() { Open = TilesOfLate.Many + 1 });
        Assert.Same(anew, tiles.Find("all", later.AddSeconds(1)));
    }

    [Fact]
    public void A_small_inbox_is_always_counted()
    {
        var tiles = new TilesOfLate();
        tiles.Keep("few", Noon, new() { Open = TilesOfLate.Many - 1 });

        Assert.Null(tiles.Find("few", Noon));
    }
}
