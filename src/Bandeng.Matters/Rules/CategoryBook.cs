using Bandeng.Kernel;
using Bandeng.Matters.Importing;

namespace Bandeng.Matters.Rules;

/// <summary>
/// The dated entries of the catalogue, as they are changed: an entry holds from a day until the next of its code or
/// until it is taken out. What held on a day that is over is never touched, so a matter is judged by what held on its
/// day.
/// </summary>
internal sealed class CategoryBook(BandengDb db, TimeProvider clock)
{
    /// <summary>One entry with its days; the first day on which it holds no more is null while it stands.</summary>
    public sealed record Entry(CategoryLine Line, DateOnly From, DateOnly? To);

    private sealed record Days(DateOnly ValidFrom, DateOnly? ValidTo);

    private const string Columns =
        "code, parent_code, name, name_en, filing, closing, limit_amount, limit_class, duty, duty_body, evidence_wanted, check_wanted, redirect_only";

    /// <summary>The entries that hold on a day, by code.</summary>
    public async Task<IReadOnlyList<CategoryLine>> OnAsync(
        DateOnly day, CancellationToken cancel) => await db.RowsAsync<CategoryLine>(
        $"select {Columns} from categories where valid_from <= @day and (valid_to is null or valid_to > @day) order by code",
        new { day },
        cancel);

    /// <summary>Every entry that a code ever had or will have, the newest first.</summary>
    public async Task<IReadOnlyList<Entry>> OfAsync(string code, CancellationToken cancel)
    {
        var lines = await db.RowsAsync<CategoryLine>(
            $"select {Columns} from categories where code = @code order by valid_from desc", new { code }, cancel);
        var days = await db.RowsAsync<Days>(
            "select valid_from, valid_to from categories where code = @code order by valid_from desc", new { code },
            cancel);
        return [.. lines.Zip(days, (line, at) => new Entry(line, at.ValidFrom, at.ValidTo))];
    }

    /// <summary>Codes whose next entry, or end, is still to come.</summary>
    public async Task<IReadOnlySet<string>> PlannedAsync(DateOnly after, CancellationToken cancel) =>
        (await db.RowsAsync<string>("select code from categories where valid_from > @after or valid_to > @after", new { after }, cancel)).ToHashSet();

    /// <summary>
    /// Writes the entry that holds from a day, up to the next one that is planned; the one before ends that day.
    /// </summary>
    public async Task WriteAsync(CategoryLine line, DateOnly from, CancellationToken cancel)
    {
        var next = await db.RowAsync<Days>(
            "select valid_from, valid_to from categories where code = @Code and valid_from > @from order by valid_from limit 1",
            new { line.Code, from },
            cancel);
        await EndAsync(line.Code, from, cancel);
        await db.ExecuteAsync(
            CategoryRows.Insert, CategoryRows.Row(line, from, clock.GetUtcNow(), next?.ValidFrom), cancel);
    }

    /// <summary>From a day on the code is used no more; nothing that was planned for later comes.</summary>
    public async Task TakeOutAsync(string code, DateOnly from, CancellationToken cancel)
    {
        await db.ExecuteAsync(
            "delete from categories where code = @code and valid_from > @from", new { code, from }, cancel);
        await EndAsync(code, from, cancel);
    }

    // What was to begin on that very day never held: it is put right, not kept beside.
    private async Task EndAsync(string code, DateOnly day, CancellationToken cancel)
    {
        await db.ExecuteAsync(
            "delete from categories where code = @code and valid_from = @day", new { code, day }, cancel);
        await db.ExecuteAsync(
            "update categories set valid_to = @day where code = @code and valid_from < @day and (valid_to is null or valid_to > @day)",
            new { code, day },
            cancel);
    }
}
