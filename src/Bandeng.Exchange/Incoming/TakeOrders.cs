using Bandeng.Exchange.Answers;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Platforms;
using Bandeng.Exchange.Samples;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Exchange.Incoming;

/// <summary>What became of one order.</summary>
/// <param name="Result">taken, updated, refused. Sent again unchanged it is answered as the first time.</param>
/// <param name="Code">查询码.</param>
internal sealed record OrderTaken(int Line, string Number, string Result, Guid? Matter, string? Code, Refusal? Refusal)
{
    public const string Taken = "taken";
    public const string Updated = "updated";
    public const string Refused = "refused";

    /// <summary>Whether it was not here before; told to people, not to programs, whose answer stays the same.</summary>
    public bool IsNew { get; init; }

    /// <summary>What of it was taken and could not be read.</summary>
    public IReadOnlyList<OrderWarning> Warnings { get; init; } = [];
}

/// <summary>A field of an order that is kept as it came and counts for nothing.</summary>
/// <param name="Field">One of <see cref="OrderFields"/>.</param>
internal sealed record OrderWarning(string Code, string Field);

/// <summary>
/// Brings orders of a platform in, one by one: each is a matter once, however often it is sent. The number is the
/// platform's; the same with other content is an update, recorded on the matter while it is open.
/// </summary>
internal sealed class TakeOrders(
    BandengDb db, IMatterIntake intake, OrderMeaning meaning, MappingBook book, CatchUp catchUp, TimeProvider clock)
{
    /// <summary>So many at once, and no more.</summary>
    public const int Most = 1_000;

    private const int Tries = 3;

    private sealed record MatterState(string Stage, string? LeadStage);

    private static readonly Refusal Closed = new(
        RefusalKind.Conflict, "exchange.order-closed",
        "This order is closed here and came with other content; send it under a new number.");

    private static readonly Refusal Busy = new(
        RefusalKind.Conflict, "exchange.busy", "Somebody else is at this order; send it again.");

    /// <summary>The answers stand in the order of the rows.</summary>
    public async Task<Result<List<OrderTaken>>> RunAsync(
        Platform platform, RawTable table, Way way, Viewer by, CancellationToken cancel)
    {
        if (!by.IsSystem && by.PostFor(Permission.FileForOthers, platform.AreaCode) is null)
        {
            return Platforms.Platforms.NotYours;
        }

        if (table.Rows.Count > Most)
        {
            return new Refusal(RefusalKind.Invalid, "exchange.many", $"At most {Most} orders at once.");
        }

        var mapping = await book.OfAsync(platform.Id, cancel);
        await meaning.LoadAsync(platform, cancel);
        var taken = new List<OrderTaken>();
        foreach (var row in table.Rows)
        {
            taken.Add(await TakeAsync(platform, mapping, row, way, by, cancel));
            db.ChangeTracker.Clear();
        }

        return taken;
    }

    private async Task<OrderTaken> TakeAsync(
        Platform platform, HeldMapping mapping, RawOrder row, Way way, Viewer by, CancellationToken cancel)
    {
        var order = OrderRead.Of(row, mapping.Mapping);
        if (row.Fault is { } fault)
        {
            return No(row, order, new(RefusalKind.Invalid, fault, "This row cannot be read."));
        }

        if (!meaning.Of(order, mapping.Mapping, platform).TryGet(out var meant, out var refusal))
        {
            return No(row, order, refusal);
        }

        for (var again = Tries; again > 0; again--)
        {
            await using var own = db.Database.CurrentTransaction is null
                ? await db.Database.BeginTransactionAsync(cancel)
                : null;
            var before = await db.OutsideOrders.SingleOrDefaultAsync(
                o => o.PlatformId == platform.Id && o.Number == order.Number, cancel);
            var result = before is null
                ? await BringAsync(platform, mapping, order, meant.Request, meant.Aside, way, by, cancel)
                : await ComeAgainAsync(platform, mapping.Mapping, before, order, meant.Request.OuterDueAt, by, cancel);
            if (!result.TryGet(out var done, out refusal))
            {
                return No(row, order, refusal);
            }

            if (done.Matter is not null)
            {
                await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
                return done with { Line = row.Line, Warnings = OrderMeaning.WarningsOf(order, meant.Request) };
            }

            // Somebody else brought the same number in this very moment: look again at what is there now.
            db.ChangeTracker.Clear();
        }

        return No(row, order, Busy);
    }

    private async Task<Result<OrderTaken>> BringAsync(
        Platform platform, HeldMapping mapping, OrderRead order, Matters.UseCases.RaiseRequest request, string aside,
        Way way, Viewer by,
        CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!(await intake.TakeInAsync(request, aside, by, cancel)).TryGet(out var matter, out var refusal))
        {
            return refusal;
        }

        var kept = db.Keep(matter.MatterId, order.WithoutNumbers().ToKept(), now);
        var row = new OutsideOrder
        {
            Id = Guid.CreateVersion7(now),
            PlatformId = platform.Id,
            Number = order.Number,
            MatterId = matter.MatterId,
            DueAt = request.OuterDueAt,
            KeptId = kept.Id,
            Way = way,
            Mapping = mapping.Version,
            CameAt = now,
        };
        db.OutsideOrders.Add(row);
        db.Add(new OrderContent(row.Id, order.Hash, now));
        db.Record(new TrailEntry("order", row.Id, platform.AreaCode, "order.Take", by, now)
        {
            Words = [kept],
            Facts = new Dictionary<string, object?>
            {
                ["platform"] = platform.Code,
                ["number"] = order.Number,
                ["matter"] = matter.MatterId,
                ["way"] = way.ToString(),
                ["mapping"] = mapping.Version,
            },
        });
        if (!matter.IsNew)
        {
            // A clerk had typed the number in before: what was done since is owed to the platform too.
            await catchUp.RunAsync(row, matter.MatterId, cancel);
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new OrderTaken(0, order.Number, OrderTaken.Taken, matter.MatterId, matter.Code, null)
            {
                IsNew = matter.IsNew,
            }
            : new OrderTaken(0, order.Number, OrderTaken.Taken, null, null, null);
    }

    private async Task<Result<OrderTaken>> ComeAgainAsync(
        Platform platform, OrderMapping mapping, OutsideOrder before, OrderRead order, DateTimeOffset? due, Viewer by,
        CancellationToken cancel)
    {
        var code = await CodeAsync(platform, order, cancel);
        var hash = order.Hash;
        if (await db.Set<OrderContent>().AnyAsync(c => c.OrderId == before.Id && c.Hash == hash, cancel))
        {
            return new OrderTaken(0, order.Number, OrderTaken.Taken, before.MatterId, code, null);
        }

        if (await IsClosedAsync(before.MatterId, cancel))
        {
            return Closed;
        }

        var now = clock.GetUtcNow();
        var old = KeptOrder.Parse(before.KeptId is { } keptId ? await db.TextAsync(keptId, cancel) : null);
        var word = new LaterWord(Changes(order.WithoutNumbers(), old))
        {
            Platform = platform.Code,
            OutsideNumber = order.Number,
            OuterDueAt = due != before.DueAt ? due : null,
        };
        if (!(await intake.AddAsync(before.MatterId, word, by, cancel)).TryGet(out _, out var refusal))
        {
            return refusal.Code is "matter.changed"
                ? new OrderTaken(0, order.Number, OrderTaken.Updated, null, null, null)
                : refusal;
        }

        var kept = db.Keep(before.MatterId, order.WithoutNumbers().ToKept(), now);
        (before.KeptId, before.DueAt, before.ChangedAt) = (kept.Id, due ?? before.DueAt, now);
        before.Changes++;
        db.Add(new OrderContent(before.Id, hash, now));
        db.Record(new TrailEntry("order", before.Id, platform.AreaCode, "order.Change", by, now)
        {
            Words = [kept],
            Facts = new Dictionary<string, object?>
            {
                ["platform"] = platform.Code,
                ["number"] = order.Number,
                ["changes"] = before.Changes,
            },
        });
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new OrderTaken(0, order.Number, OrderTaken.Updated, before.MatterId, code, null)
            : new OrderTaken(0, order.Number, OrderTaken.Updated, null, null, null);
    }

    private async Task<string?> CodeAsync(Platform platform, OrderRead order, CancellationToken cancel) =>
        (await intake.FindAsync(platform.Code, order.Number, cancel))?.Code;

    private async Task<bool> IsClosedAsync(Guid matterId, CancellationToken cancel)
    {
        var state = await db.RowAsync<MatterState>(
            """
            select m.stage, l.stage as lead_stage
            from matters_facts m left join matters_facts l on l.id = m.merged_into where m.id = @matterId
            """,
            new { matterId }, cancel);
        var stage = state?.LeadStage ?? state?.Stage;
        return stage is null || Bandeng.Matters.Life.Stages.Closed.Any(closed => closed.ToString() == stage);
    }

    private static string Changes(OrderRead order, KeptOrder old)
    {
        var fields = order.Fields.Where(pair => pair.Key is not (OrderFields.Name or OrderFields.Phone)
            && old.Fields.GetValueOrDefault(pair.Key) != pair.Value).Select(pair =>
                $"{OrderMeaning.LabelOf(pair.Key)}：{pair.Value}");
        var kept = order.Kept.Where(pair => old.Kept.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => $"{pair.Key}：{pair.Value}");
        var told = string.Join('\n', fields.Concat(kept));
        return told.Length == 0 ? "来单平台更新了诉求人的称呼或联系电话，请以平台为准" : $"来单平台更新了：\n{told}";
    }

    private static OrderTaken No(RawOrder row, OrderRead order, Refusal refusal) =>
        new(row.Line, order.Number, OrderTaken.Refused, null, null, refusal);
}
