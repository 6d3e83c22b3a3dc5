using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Files;

/// <summary>
/// A picture, a voice note or a paper is put to a matter: by its raiser, by who handles it, by the office. The trail
/// keeps its hash; the bytes lie in the data folder.
/// </summary>
internal sealed class AddFile(BandengDb db, VoicesOfMatter voices, FileStore store, TimeProvider clock)
{
    private static readonly Capacity[] ForOffice =
        [Capacity.Handler, Capacity.Assistant, Capacity.Dispatcher, Capacity.Checker, Capacity.Convenor, Capacity.Office];

    /// <param name="name">As the sender called it; shown and downloaded under.</param>
    /// <param name="moment">A raiser's is always <see cref="FileMoment.Raised"/>.</param>
    /// <param name="secret">The secret of an anonymous raiser's link, or null.</param>
    /// <param name="id">Made by the sender, so that sending twice makes one file; empty for a new one.</param>
    public async Task<Result<FileAdded>> RunAsync(
        Guid matterId, Stream content, string name, FileMoment moment, Viewer viewer, string? secret,
        CancellationToken cancel, Guid id = default)
    {
        if (await db.Matters.AsNoTracking().SingleOrDefaultAsync(m => m.Id == matterId, cancel) is not { } matter
            || await StandingAsync(matter, viewer, secret, cancel) is not { } standing)
        {
            return new Refusal(RefusalKind.NotFound, "matter.unknown", "There is no such matter.");
        }

        if (!Enum.IsDefined(moment) || (standing.As is Capacity.Raiser && moment is not FileMoment.Raised))
        {
            return FileFault.Moment;
        }

        return (await TakenFile.ReadAsync(content, name, cancel)).TryGet(out var file, out var refusal)
            ? await KeepAsync(
                id == Guid.Empty ? Guid.CreateVersion7(clock.GetUtcNow()) : id, matter, file, moment, standing.By,
                cancel)
            : refusal;
    }

    /// <summary>Keeps what was sent along with the raising itself; the same id twice is one file.</summary>
    internal async Task<Result<FileAdded>> WithRaisingAsync(
        Guid fileId, Guid matterId, TakenFile file, Viewer by, CancellationToken cancel)
    {
        var matter = await db.Matters.AsNoTracking().SingleAsync(m => m.Id == matterId, cancel);
        return await KeepAsync(fileId, matter, file, FileMoment.Raised, by, cancel);
    }

    private async Task<(Viewer By, Capacity As)?> StandingAsync(
        Matter matter, Viewer viewer, string? secret, CancellationToken cancel)
    {
        var voice = await voices.OwnAsync(matter.Id, viewer, secret, cancel);
        var assistants = await db.Assists.Where(a => a.MatterId == matter.Id).Select(a => a.BodyId).ToListAsync(cancel);
        foreach (var capacity in (Capacity[])[.. ForOffice, Capacity.Raiser])
        {
            if (viewer.As(capacity, matter, voice, assistants) is { } by)
            {
                return (by, capacity);
            }
        }

        return null;
    }

    private async Task<Result<FileAdded>> KeepAsync(
        Guid fileId, Matter matter, TakenFile file, FileMoment moment, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;

        // Holds the matter, so that of two who send at once the second counts the first one's file.
        await db.ExecuteAsync("update matters set version = version where id = @Id", new { matter.Id }, cancel);
        var there = await db.MatterFiles.Where(f => f.MatterId == matter.Id && f.Moment == moment)
            .Select(f => f.Id).ToListAsync(cancel);
        if (there.Contains(fileId))
        {
            return Added(fileId, file);
        }

        if (there.Count >= FileFault.CountMax)
        {
            return FileFault.Many;
        }

        db.Add(RowOf(fileId, matter.Id, file, moment, by, now));
        db.Record(new TrailEntry("matter", matter.Id, matter.AreaCode, "matter.AddFile", by, now)
        {
            FromState = matter.Stage.ToString(),
            ToState = matter.Stage.ToString(),
            Facts = new Dictionary<string, object?>
            {
                ["file"] = fileId,
                ["sha256"] = file.Hash,
                ["size"] = file.Bytes.Length,
                ["type"] = file.Type.MediaType,
                ["moment"] = moment.ToString(),
            },
        });
        await store.PutAsync(fileId, file.Bytes, cancel);
        await db.SaveAsync(cancel);
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        return Added(fileId, file);
    }

    private static MatterFile RowOf(
        Guid id, Guid matterId, TakenFile file, FileMoment moment, Viewer by, DateTimeOffset now) => new()
        {
            Id = id,
            MatterId = matterId,
            Name = file.Name,
            MediaType = file.Type.MediaType,
            Size = file.Bytes.Length,
            Moment = moment,
            AddedBy = by.PersonId,
            AddedAt = now,
        };

    private static FileAdded Added(Guid id, TakenFile file) =>
        new(id, file.Name, file.Type.MediaType, file.Bytes.Length);
}

/// <summary>What adding made.</summary>
/// <param name="Size">Bytes, after cleaning.</param>
public sealed record FileAdded(Guid Id, string Name, string MediaType, long Size);
