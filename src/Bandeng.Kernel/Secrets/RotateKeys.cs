using Bandeng.Kernel.Trail;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.Secrets;

/// <summary>
/// Makes a new key, waits until every node knows it, then closes and marks everything anew in small steps, while the
/// site serves. Broken off, it goes on where it stopped: what is not under the newest key is what is left to do.
/// </summary>
public sealed class RotateKeys(
    IServiceScopeFactory scopes, SecretKeys keys, SecretBox box, IEnumerable<IModelPart> parts, TimeProvider clock)
{
    private const int Step = 500;
    private const int Rounds = 5;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private sealed record Row(Guid Id, string Cipher, string? Mark);

    /// <summary>What was done.</summary>
    /// <param name="Key">The number of the key that counts now.</param>
    /// <param name="Faults">Rows that could not be closed anew, each with why.</param>
    public sealed record Rotated(int Key, long Rows, IReadOnlyList<string> Faults);

    /// <param name="tell">Told of each column and its rows.</param>
    /// <param name="announce">How long the other nodes have; <see cref="SecretKeys.Announce"/>.</param>
    public async Task<Rotated> RunAsync(Action<string, long> tell, TimeSpan announce, CancellationToken cancel)
    {
        var key = keys.All is [.., { SettledAt: null } begun] ? begun : keys.Add(clock.GetUtcNow() + announce);
        while (key.From > clock.GetUtcNow())
        {
            await Task.Delay(Glance, cancel);
        }

        var (total, faults) = (0L, new List<string>());
        foreach (var column in parts.SelectMany(part => part.Closed))
        {
            // A node that wrote just before it looked leaves something for the next round.
            for (var (round, moved) = (0, -1L); round < Rounds && moved != 0; round++)
            {
                var faultsHere = new List<string>();
                moved = await AnewAsync(column, key, faultsHere, cancel);
                total += moved;
                faults = round == 0 ? [.. faults, .. faultsHere] : faults;
                tell($"{column.Table}.{column.Cipher}", moved);
            }
        }

        // What no key opens is lost with or without the older ones; a number that stands twice is for a person to
        // settle first.
        if (!faults.Exists(fault => fault.StartsWith("keys.twice", StringComparison.Ordinal)))
        {
            await SettleAsync(key, total, cancel);
        }

        return new(key.Number, total, faults);
    }

    private async Task<long> AnewAsync(
        ClosedColumn column, SecretKey key, List<string> faults, CancellationToken cancel)
    {
        var (moved, after) = (0L, Guid.Empty);
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
            var rows = await db.RowsAsync<Row>(
                Select(column), new { after, Step, closed = SecretBox.PrefixOf(key.Number) + "%" }, cancel);
            if (rows is [])
            {
                return moved;
            }

            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            foreach (var row in rows)
            {
                moved += await OneAsync(db, column, row, faults, cancel);
            }

            await transaction.CommitAsync(cancel);
            after = rows[^1].Id;
        }
    }

    private async Task<int> OneAsync(
        BandengDb db, ClosedColumn column, Row row, List<string> faults, CancellationToken cancel)
    {
        if (box.Unprotect(row.Cipher) is not { } text)
        {
            faults.Add(
                $"keys.lost: {column.Table} {row.Id}: {column.Cipher} cannot be opened with any key that is there.");
            return 0;
        }

        if (column.Fingerprint is not { } fingerprint)
        {
            return await db.ExecuteAsync(
                $"update {column.Table} set {column.Cipher} = @anew where {column.Key} = @Id and {column.Cipher} = @Cipher",
                new { anew = box.Protect(text), row.Id, row.Cipher }, cancel);
        }

        var mark = box.Fingerprint(column.Before + (column.Mark?.Invoke(text) ?? text));
        if (mark != row.Mark && await IsTakenAsync(db, column, fingerprint, mark, cancel))
        {
            faults.Add($"keys.twice: {column.Table} {row.Id}: the same {column.Cipher} was entered again while keys were rotated.");
            return 0;
        }

        return await db.ExecuteAsync(
            $"update {column.Table} set {column.Cipher} = @anew, {fingerprint} = @mark where {column.Key} = @Id and {column.Cipher} = @Cipher",
            new { anew = box.Protect(text), mark, row.Id, row.Cipher }, cancel);
    }

    // Only where one number is one row: two voices may well have the same.
    private static async Task<bool> IsTakenAsync(
        BandengDb db, ClosedColumn column, string fingerprint, string mark, CancellationToken cancel) =>
        column.IsOnce && await db.RowAsync<long>(
            $"select count(*) from {column.Table} where {fingerprint} = @mark", new { mark }, cancel) > 0;

    private static string Select(ClosedColumn column)
    {
        var (mark, stale) = column.Fingerprint is { } fingerprint
            ? (fingerprint, $"({column.Cipher} not like @closed or {fingerprint} not like @closed)")
            : (column.Cipher, $"{column.Cipher} not like @closed");
        return $"""
            select {column.Key} as id, {column.Cipher} as cipher, {mark} as mark from {column.Table}
            where {column.Key} > @after and {column.Cipher} <> '' and {stale}
            order by {column.Key} limit @Step
            """;
    }

    private async Task SettleAsync(SecretKey key, long rows, CancellationToken cancel)
    {
        keys.Settle(key);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
        db.Record(new TrailEntry("installation", Guid.Empty, null, "keys.rotate", Viewer.System, clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?> { ["key"] = key.Number, ["rows"] = rows },
        });
        await db.SaveAsync(cancel);
    }
}
