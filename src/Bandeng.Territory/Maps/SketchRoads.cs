using NetTopologySuite.Geometries;

namespace Bandeng.Territory.Maps;

/// <summary>A piece of a main road inside one community, from its middle to its side, in metres.</summary>
internal sealed record SketchRoad(string Name, LineString Line);

/// <summary>Joins neighbouring communities by roads: everyone can get everywhere, and some have two ways.</summary>
internal static class SketchRoads
{
    private static readonly string[] Names =
    [
        "迎春路", "长安路", "石桥路", "青山路", "文昌路", "桃园路", "清泉路", "望江路", "学堂路", "古井路",
        "松林路", "晴川路", "粮仓路", "竹园路", "南塘路", "荷塘路", "梨园路", "茶亭路", "渡口路", "云山路",
    ];

    private sealed record Pass(int From, int To, Coordinate Gate, double Length);

    /// <summary>The pieces of each community, in the order of the cells.</summary>
    public static IReadOnlyList<IReadOnlyList<SketchRoad>> Between(IReadOnlyList<SketchCell> cells)
    {
        var pieces = cells.Select(_ => new List<SketchRoad>()).ToArray();
        var joined = Enumerable.Range(0, cells.Count).ToArray();
        foreach (var (pass, order) in Passes(cells).OrderBy(pass => pass.Length).Select((pass, order) => (pass, order)))
        {
            var (from, to) = (Root(joined, pass.From), Root(joined, pass.To));
            if (from == to && order % 4 != 0)
            {
                continue;
            }

            joined[from] = to;
            var name = Names[(pass.From * 7 + pass.To) % Names.Length];
            pieces[pass.From].Add(new SketchRoad(name, Line(cells[pass.From].Seed, pass.Gate)));
            pieces[pass.To].Add(new SketchRoad(name, Line(cells[pass.To].Seed, pass.Gate)));
        }

        return pieces;
    }

    private static LineString Line(Coordinate from, Coordinate to) =>
        GeometryFactory.Default.CreateLineString(SketchPlane.BentLine(from, to));

    private static IEnumerable<Pass> Passes(IReadOnlyList<SketchCell> cells) =>
        from side in cells.SelectMany((cell, i) => cell.Edges.Select(edge => (edge, i)))
        group side.i by side.edge into shared
        let both = shared.ToArray()
        where both.Length == 2 && shared.Key.Low.Distance(shared.Key.High) > 40
        let gate = new Coordinate(
            (shared.Key.Low.X + shared.Key.High.X) / 2, (shared.Key.Low.Y + shared.Key.High.Y) / 2)
        select new Pass(
            both[0], both[1], gate, cells[both[0]].Seed.Distance(gate) + cells[both[1]].Seed.Distance(gate));

    private static int Root(int[] joined, int at)
    {
        while (joined[at] != at)
        {
            at = joined[at] = joined[joined[at]];
        }

        return at;
    }
}
