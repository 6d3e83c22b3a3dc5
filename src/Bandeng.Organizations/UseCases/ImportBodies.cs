using Bandeng.Kernel;
using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Files.Importing;
using Bandeng.Kernel.Files.Reading;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.Bodies;
using Bandeng.Organizations.Importing;
using Bandeng.Organizations.People;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.UseCases;

/// <summary>
/// Brings in bodies from a table, in one piece. A body is known by its name and where it sits; run again, everything is
/// unchanged. Above and beside whom it stands may be told by name, in any order of rows.
/// </summary>
public sealed class ImportBodies(
    BandengDb db, TimeProvider clock, AreaBook areas, SettleBody settle, HandOverWork handOver,
    SheetReasons<OrganizationsText> reasons)
{
    private static readonly BodyKind[] ThatTakeMatters =
        [BodyKind.Office, BodyKind.Committee, BodyKind.Department, BodyKind.Property, BodyKind.Other];

    /// <summary>Whether matters are dispatched to bodies of a kind, where nobody says otherwise.</summary>
    internal static bool TakesMatters(BodyKind kind) => ThatTakeMatters.Contains(kind);

    /// <summary>Which columns are looked for.</summary>
    public static SheetGuide Guide => BodyGuide.All;

    /// <exception cref="MistakeException">The file cannot be read, or the column of names is missing.</exception>
    public async Task<ListImported> RunAsync(ListToImport list, Viewer by, CancellationToken cancel)
    {
        var table = SheetTable.Open(list.Path, BodyGuide.All, list.Columns).Needing(BodyGuide.Name);
        using var refused = new RefusedRows(list.Path, table.Header);
        var refusals = new SheetRefusals(refused, table, reasons);
        await using var whole = await OneImport.BeginAsync(db, list.DryRun, cancel);
        var book = new BodyBook(db, ChinaTime.DayOf(clock.GetUtcNow()));
        await areas.LoadAsync(list.Within, cancel);
        await book.LoadAsync(cancel);
        var taken = new BodyTies(db, book).Settle(await TakeAllAsync(table, book, by, refusals, cancel), refusals);
        var ended = new List<Post>();
        foreach (var one in taken.Where(one => one is { IsNew: false, IsChanged: true }))
        {
            ended.AddRange(await db.FollowLastDayAsync(one.Body, by, clock.GetUtcNow(), cancel));
        }

        if (!list.DryRun)
        {
            await handOver.RunAsync(
                ended.FindAll(post => post.ValidTo <= ChinaTime.DayOf(clock.GetUtcNow())), null, by, cancel);
        }

        var partners = await PartnersAsync(taken, cancel);
        var report = Report(taken, partners, refusals.Count);
        await whole.KeepAsync(cancel, Entries(taken, partners, report, list, by));
        return new(report, table.Dropped, table.Unread, refusals.Path);
    }

    private async Task<List<TakenBody>> TakeAllAsync(
        SheetTable table, BodyBook book, Viewer by, SheetRefusals refusals, CancellationToken cancel)
    {
        var (line, taken, seen) = (new BodyLine(table, areas), new List<TakenBody>(), new HashSet<Guid>());
        foreach (var row in table.Rows())
        {
            var told = line.Read(row, out var fault);
            var standing = told is null ? null : book.At(told);
            fault ??= FaultOf(told!, standing, by)
                ?? (standing is not null && !seen.Add(standing.Id) ? new SheetFault("body.twice", BodyGuide.Name) : null)
                ?? await InHandAsync(told!, standing, cancel);
            if (fault is not null)
            {
                refusals.Add(row, fault);
                refusals.StopIfHopeless(taken.Count);
                book.Refused(told?.Name ?? line.NameIn(row), row.Line);
                continue;
            }

            taken.Add(standing is null ? Add(told!, book) : Change(told!, standing));
            seen.Add(taken[^1].Body.Id);
        }

        return taken;
    }

    // A list names nobody who goes on with the open work: its page does.
    private async Task<SheetFault?> InHandAsync(ToldBody told, BodyOnFile? standing, CancellationToken cancel) =>
        standing is { HeirId: null } && told.To is { } last && last != standing.ValidTo
            && await settle.InHandAsync(standing.Id, cancel) is { Count: > 0 } inHand
            ? new("body.heir-needed", BodyGuide.To, SettleBody.Said(inHand))
            : null;

    private SheetFault? FaultOf(ToldBody told, BodyOnFile? standing, Viewer by)
    {
        var (kind, last) = (told.Kind ?? standing?.Kind, told.To ?? standing?.ValidTo);
        return !by.MayManage(told.Area) ? new("admin.area")
            : kind is null ? new("body.kind-unknown", BodyGuide.Kind, told.Name)
            : standing is null && told.From is null && told.To < ChinaTime.DayOf(clock.GetUtcNow())
                ? new("list.first-day", BodyGuide.From)
            : kind is not BodyKind.TemporaryBranch ? null
            : (told.Purpose ?? standing?.Purpose) is null ? new("body.purpose", BodyGuide.Purpose)
            : (told.Place ?? standing?.Place) is null ? new("body.place", BodyGuide.Place)
            : last is null ? new("body.end", BodyGuide.To)
            : null;
    }

    private TakenBody Add(ToldBody told, BodyBook book)
    {
        var now = clock.GetUtcNow();
        var kind = told.Kind!.Value;
        var body = BodyOnFile.Of(
            Guid.CreateVersion7(now), told.Name, kind, told.Area, told.From ?? ChinaTime.DayOf(now));
        body.Describe(kind, told.Purpose, told.Place);
        body.Change(told.Name, told.Phone, told.TakesMatters ?? TakesMatters(kind), told.To);
        book.Add(body);
        return new(told, body, IsNew: true, IsChanged: false);
    }

    private static TakenBody Change(ToldBody told, BodyOnFile body)
    {
        var before = (body.Kind, body.Purpose, body.Place, body.Phone, body.TakesMatters, body.ValidTo);
        var after = (
            told.Kind ?? body.Kind, told.Purpose ?? body.Purpose, told.Place ?? body.Place, told.Phone ?? body.Phone,
            told.TakesMatters ?? body.TakesMatters, told.To ?? body.ValidTo);
        if (before != after)
        {
            body.Describe(after.Item1, after.Item2, after.Item3);
            body.Change(body.Name, after.Item4, after.Item5, after.Item6);
        }

        return new(told, body, IsNew: false, IsChanged: before != after);
    }

    private async Task<HashSet<Guid>> PartnersAsync(IReadOnlyList<TakenBody> taken, CancellationToken cancel)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var standing = (await db.BodyPartners.Where(row => row.ValidTo == null).Select(row => new { row.BodyId, row.PartnerId })
            .ToListAsync(cancel)).Select(row => (row.BodyId, row.PartnerId)).ToHashSet();
        var changed = new HashSet<Guid>();
        foreach (var one in taken)
        {
            foreach (var partner in one.Partners.Where(partner => standing.Add((one.Body.Id, partner.Id))))
            {
                db.BodyPartners.Add(BodyPartner.Of(one.Body.Id, partner.Id, today));
                changed.Add(one.Body.Id);
            }
        }

        return changed;
    }

    private static ImportReport Report(IReadOnlyList<TakenBody> taken, HashSet<Guid> partners, int refused)
    {
        var added = taken.Count(one => one.IsNew);
        var changed = taken.Count(one => !one.IsNew && (one.IsChanged || partners.Contains(one.Body.Id)));
        return new(added, changed, taken.Count - added - changed, refused);
    }

    private IEnumerable<TrailEntry> Entries(
        IReadOnlyList<TakenBody> taken, HashSet<Guid> partners, ImportReport report, ListToImport list, Viewer by)
    {
        var now = clock.GetUtcNow();
        foreach (var one in taken.Where(one => one.IsNew))
        {
            yield return AddBody.Entry(one.Body, [one.Body.AreaCode], by, now);
        }

        foreach (var one in taken.Where(one => !one.IsNew && (one.IsChanged || partners.Contains(one.Body.Id))))
        {
            yield return ChangeBody.Entry(one.Body, by, now);
        }

        yield return new TrailEntry("body", Guid.CreateVersion7(now), list.Within, "body.import", by, now)
        {
            Facts = report.Facts,
        };
    }
}
