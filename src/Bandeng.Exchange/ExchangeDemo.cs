using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Incoming;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Queries;
using Bandeng.Exchange.Samples;
using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Kernel.Files;

namespace Bandeng.Exchange;

/// <summary>
/// An invented hotline of the district: its mapping comes with the pack, its orders are those that the demo's clerks
/// have in hand, their answers wait, and one was refused.
/// </summary>
internal sealed class ExchangeDemo(
    BandengDb db, Platforms.Platforms platforms, MappingBook book, TakeOrders take, ListAnswers answers,
    SettleAnswers settle) : IDemoPart
{
    private const string Code = "12345";
    private const string Mapping = "exchange-12345.json";
    private const string Orders = "orders-12345.json";
    private static readonly AreaCode District = AreaCode.Parse("431302");

    public int Order => 40;

    public async Task FillAsync(DemoContext demo, CancellationToken cancel)
    {
        var mapping = Sure(OrderMapping.Parse(await TextFile.ReadAsync(demo.File(Mapping), cancel)));
        Sure(await platforms.RegisterAsync(new(Code, mapping.Name, District, null, null), Viewer.System, cancel));
        var platform = await platforms.FindAsync(Code, Organizations.Permission.ManageRules, Viewer.System, cancel)
            ?? throw new InvalidOperationException("The platform of the demo is gone.");
        Sure(await book.SaveAsync(platform, mapping, Viewer.System, cancel));
        var table = Sure(ReadMessage.Parse(await TextFile.ReadAsync(demo.File(Orders), cancel), mapping.Envelope));
        foreach (var order in Sure(await take.RunAsync(platform, table, Way.Http, Viewer.System, cancel))
            .Where(order => order.Refusal is not null))
        {
            throw new InvalidOperationException($"{order.Number}: {order.Refusal!.Code}");
        }

        db.ChangeTracker.Clear();
        if (await answers.RunAsync(platform, AnswerShow.Waiting, null, null, cancel) is [.., var first])
        {
            Sure(await settle.RefuseAsync(platform, first.Id, "E104 该工单在平台已归档", Viewer.System, cancel));
        }
    }

    private static T Sure<T>(Result<T> result)
        where T : notnull => result.TryGet(out var value, out var refusal)
            ? value
            : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
}
