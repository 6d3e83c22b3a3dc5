using Bandeng.Exchange.Incoming;
using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Exchange.Answers;

/// <summary>Answers of orders, those of this unit of work included.</summary>
internal static class AnswersOf
{
    public static async Task<IReadOnlyList<OrderAnswer>> FindAsync(
        BandengDb db, IReadOnlyCollection<Guid> orders, CancellationToken cancel)
    {
        var ids = orders.ToList();
        await db.Answers.Where(answer => ids.Contains(answer.OrderId)).LoadAsync(cancel);
        return [.. db.Answers.Local.Where(answer => ids.Contains(answer.OrderId)).OrderBy(answer => answer.At)
            .ThenBy(answer => answer.Id)];
    }

    /// <summary>The orders that one handling answers: its own and those of the matters merged into it.</summary>
    public static async Task<IReadOnlyList<OutsideOrder>> OrdersAsync(
        BandengDb db, Guid matterId, CancellationToken cancel)
    {
        var ids = (await db.RowsAsync<Guid>(
            """
            select o.id from exchange_orders o where o.matter_id = @matterId
            union all
            select o.id from exchange_orders o where o.matter_id in (select m.id from matters_facts m where m.merged_into = @matterId)
            """,
            new { matterId }, cancel)).ToList();
        return ids is [] ? [] : await db.OutsideOrders.Where(order => ids.Contains(order.Id)).ToListAsync(cancel);
    }
}
