using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Bandeng.Matters.Tracing;

/// <summary>
/// Goes the way of every matter once more: it stands at the stage to which its acts led, and its row says what it said
/// after the last of them.
/// </summary>
/// <remarks>
/// Stages need no order of acts: whatever was entered once more than it was left is where the matter stands. Rows are
/// read page by page in one snapshot. A matter on which nothing was done since acts are stamped is held to its stage
/// alone.
/// </remarks>
internal sealed class RetraceMatters(BandengDb db) : IVerification
{
    private const int Page = 500;

    private const string Stray =
        """
        with moved(id, stage, number) as (
            select subject_id, to_state, 1 from trail_events
            where subject_kind = 'matter' and to_state is not null and (from_state is null or from_state <> to_state)
            union all
            select subject_id, from_state, -1 from trail_events
            where subject_kind = 'matter' and from_state is not null and from_state <> to_state
            union all
            select id, stage, -1 from matters)
        select id, stage, cast(sum(number) as bigint) as number from moved
        group by id, stage having sum(number) <> 0
        order by id, number limit 1
        """;

    private sealed record Strayed(Guid Id, string Stage, long Number);

    private sealed record Told(Guid SubjectId, string Facts);

    private sealed record Stamped(Guid Id, string Stamp);

    public string Name => "matters.rows";

    public async Task<string?> FirstFaultAsync(CancellationToken cancel)
    {
        await using var snapshot = await Snapshot.OpenAsync(db, cancel);
        return await db.RowAsync<Strayed>(Stray, null, cancel) is { } strayed
            ? $"matter {strayed.Id}: " + (strayed.Number < 0
                ? $"it stands at {strayed.Stage}, and no act led there"
                : $"its acts led to {strayed.Stage}, and it is not there")
            : await FirstOtherRowAsync(cancel);
    }

    private async Task<string?> FirstOtherRowAsync(CancellationToken cancel)
    {
        var stamps = RowStamp.For(db);
        for (var after = Guid.Empty; ;)
        {
            var rows = await RowsAsync(stamps, after, cancel);
            var told = await ToldAsync([.. rows.Select(row => row.Id)], cancel);
            if (rows.FirstOrDefault(row => told.GetValueOrDefault(row.Id, row.Stamp) != row.Stamp) is { } other)
            {
                return $"matter {other.Id}: its row is not what the last act on it left";
            }

            if (rows.Count < Page)
            {
                return null;
            }

            after = rows[^1].Id;
        }
    }

    private async Task<List<Stamped>> RowsAsync(RowStamp stamps, Guid after, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var ask = db.Database.GetDbConnection().CreateCommand();
        ask.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        ask.CommandText = $"select {stamps.Columns}, id from matters where id > @after order by id limit {Page}";
        var from = ask.CreateParameter();
        (from.ParameterName, from.Value) = ("@after", after);
        ask.Parameters.Add(from);
        await using var reader = await ask.ExecuteReaderAsync(cancel);
        var rows = new List<Stamped>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(new(IdOf(reader), stamps.Of(reader)));
        }

        return rows;
    }

    private static Guid IdOf(DbDataReader row) =>
        row.GetValue(row.FieldCount - 1) is var id && id is Guid known ? known : Guid.Parse((string)id);

    // Versions only grow: the stamp with the highest is the last, on whatever chain it stands.
    private async Task<Dictionary<Guid, string>> ToldAsync(Guid[] ids, CancellationToken cancel)
    {
        var told = ids is [] ? [] : await db.RowsAsync<Told>(
            $"select subject_id, facts from trail_events where {db.In("subject_id", nameof(ids))} and subject_kind = 'matter'", new { ids }, cancel);
        return told
            .Select(one => new Stamped(one.SubjectId, StampIn(one.Facts)))
            .Where(one => one.Stamp is not "")
            .GroupBy(one => one.Id)
            .ToDictionary(group => group.Key, group => group.MaxBy(one => VersionOf(one.Stamp))!.Stamp);
    }

    private static long VersionOf(string stamp) =>
        long.Parse(stamp[..stamp.IndexOf(':', StringComparison.Ordinal)], CultureInfo.InvariantCulture);

    private static string StampIn(string facts)
    {
        if (!facts.Contains($"\"{RowStamp.Fact}\":", StringComparison.Ordinal))
        {
            return "";
        }

        using var document = JsonDocument.Parse(facts);
        return document.RootElement.TryGetProperty(RowStamp.Fact, out var stamp) ? stamp.GetString() ?? "" : "";
    }
}
