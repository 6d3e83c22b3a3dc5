using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Territory;
using Bandeng.Territory.Queries;
using Bandeng.Territory.UseCases;

namespace Bandeng.Households;

/// <summary>
/// Invented facilities of the demo community, so that there is something within reach and something that is not.
/// </summary>
internal sealed class ReachDemo(WalkLand lands, KeepPlaces keep) : IDemoPart
{
    private static readonly AreaCode Community = AreaCode.Parse("431302001001");

    private static readonly (PlaceKind Kind, string Name, double At)[] Units =
    [
        (PlaceKind.Station, "街心社区便民服务站", 0.5), (PlaceKind.Clinic, "街心社区卫生服务站", 0.3), (PlaceKind.Market, "桥头菜市场", 0.1),
        (PlaceKind.ReadingRoom, "街心书屋", 0.55), (PlaceKind.Canteen, "街心长者食堂", 0.7),
        (PlaceKind.Playground, "石桥口袋公园", 0.9),
        (PlaceKind.FirePoint, "街心微型消防站", 0.45),
    ];

    public int Order => 24;

    public async Task FillAsync(DemoContext demo, CancellationToken cancel)
    {
        var land = await lands.OfAsync(Community, cancel);
        if (land.Buildings.Count == 0)
        {
            return;
        }

        demo.Clock.MoveTo(demo.Clock.Start.AddDays(-300));
        foreach (var (kind, name, at) in Units)
        {
            var beside = land.Buildings[(int)(at * (land.Buildings.Count - 1))].At;
            await keep.AddAsync(
                new(Guid.CreateVersion7(), kind, Community, new(name), (beside.X + 0.0002, beside.Y)), Viewer.System,
                cancel);
        }

        demo.Clock.MoveTo(demo.Clock.Start);
    }
}
