using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Exchange.Answers;

/// <summary>Answers of a platform in its own words: those that wait, page by page; those of one file.</summary>
internal sealed class ReadAnswers(BandengDb db, AnswerForm form, MappingBook book)
{
    public const int Most = 200;

    /// <summary>Waiting, oldest first, after an id; what left in a file is not fetched as well.</summary>
    public async Task<IReadOnlyList<AnswerRow>> WaitingAsync(
        Platform platform, Guid? after, int limit, CancellationToken cancel)
    {
        var further = after is null ? "" : "and id > @after";
        var ids = await db.RowsAsync<Guid>(
            $"""
            select id from exchange_answers
            where platform_id = @Id and state = 'Waiting' and batch is null {further}
            order by id limit @limit
            """,
            new { platform.Id, after, limit = Math.Clamp(limit, 1, Most) }, cancel);
        return await SayAsync(platform, ids, cancel);
    }

    /// <summary>Everything that left in one file.</summary>
    public async Task<IReadOnlyList<AnswerRow>> BatchAsync(
        Platform platform, long batch, CancellationToken cancel) => await SayAsync(
        platform,
        await db.RowsAsync<Guid>(
            "select id from exchange_answers where platform_id = @Id and batch = @batch order by id",
            new { platform.Id, batch }, cancel),
        cancel);

    /// <summary>These answers, in this order.</summary>
    public async Task<IReadOnlyList<AnswerRow>> SayAsync(
        Platform platform, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var wanted = ids.ToList();
        var answers = await db.Answers.AsNoTracking().Where(answer => wanted.Contains(answer.Id))
            .OrderBy(answer => answer.Id).ToListAsync(cancel);
        var orderIds = answers.Select(answer => answer.OrderId).Distinct().ToList();
        var orders = await db.OutsideOrders.AsNoTracking()
            .Where(order => orderIds.Contains(order.Id)).ToDictionaryAsync(order => order.Id, cancel);
        return await form.SayAsync(
            platform, answers, orders, (await book.OfAsync(platform.Id, cancel)).Mapping, cancel);
    }
}
