using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Organizations.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations;

/// <summary>Invented people of a real district, one to a role, so that everything can be tried.</summary>
internal sealed class OrganizationsDemo(
    BandengDb db, AddPerson add, GiveSignIn give, AppointToPost appoint, DemoBodies bodies)
    : IDemoPart
{
    /// <summary>The password of every demo sign-in.</summary>
    public const string Password = "bandeng-demo";

    private const string Community = "431302001001";
    private const string Neighbour = "431302001002";
    private const string Town = "431302001";
    private const string District = "431302";

    private static readonly Seat[] Seats =
    [
        new("resident", "林阿姨", null, null),
        new("buildinghead", "周桂英", Role.BuildingHead, Community),
        new("gridworker", "刘小军", Role.GridWorker, Community, DemoBodies.CommunityCommittee),
        new("clerk", "陈志远", Role.Clerk, Community),
        new("clerk2", "彭丽娟", Role.Clerk, Neighbour),
        new("handler", "张师傅", Role.Handler, Community, DemoBodies.Bridge),
        new("handler2", "曾师傅", Role.Handler, Neighbour, DemoBodies.Peace),
        new("checker", "谢国平", Role.Checker, Community),
        new("caller", "肖敏", Role.Caller, Community),
        new("convenor", "李建国", Role.Convenor, Community),
        new("town", "邓海波", Role.Town, Town),
        new("district", "吴晓琳", Role.District, District),
        new("leader", "贺明", Role.Leader, District),
        new("auditor", "梁静", Role.Auditor, District),
        new("admin", "管宇", Role.Admin, District),
        new("linkedhead", "赵建设", Role.LinkedHead, Community),
        new("careleader", "颜文", Role.CareLeader, Community),
        new("bodyhead", "段经理", Role.Head, Community, DemoBodies.Bridge),
    ];

    private static readonly DateTimeOffset Founded = ChinaTime.ToInstant(new DateTime(2010, 1, 1));

    public int Order => 20;

    public async Task FillAsync(DemoContext context, CancellationToken cancel)
    {
        if (await db.SignIns.AnyAsync(cancel))
        {
            return;
        }

        // They were there before the matters that the demo tells of, and before those that are replayed.
        context.Clock.MoveTo(Founded);
        var byName = await bodies.FillAsync(AreaCode.Parse(District), cancel);
        context.Clock.MoveTo(context.Clock.Start.AddDays(-400));
        foreach (var (index, seat) in Seats.Index())
        {
            var bodyId = seat.Body is { } body ? byName[body] : (Guid?)null;
            await SeatAsync(seat, $"1990000{index + 1:D4}", bodyId, cancel);
        }

        context.Clock.MoveTo(context.Clock.Start);
    }

    private async Task SeatAsync(Seat seat, string phone, Guid? bodyId, CancellationToken cancel)
    {
        var person = Sure(await add.RunAsync(new(Guid.CreateVersion7(), seat.Name, phone), Viewer.System, cancel));
        Sure(await give.RunAsync(new(person.Id, seat.UserName, Password), Viewer.System, cancel));
        if (seat.Role is { } role)
        {
            Sure(await appoint.RunAsync(
                new(Guid.CreateVersion7(), person.Id, role, AreaCode.Parse(seat.Area!), bodyId), Viewer.System,
                cancel));
        }
    }

    internal static T Sure<T>(Result<T> result)
        where T : notnull => result.TryGet(out var value, out var refusal)
            ? value
            : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");

    private sealed record Seat(string UserName, string Name, Role? Role, string? Area, string? Body = null);
}
