using System.Collections.Frozen;
using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Organizations;
using Bandeng.Territory;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.Queries;

/// <summary>One matter as somebody may see it, with what they may do next.</summary>
/// <param name="Title">Null: not let out, or erased.</param>
/// <param name="Body">Who has it: the lead body.</param>
/// <param name="Used">Share of the limit that is used, 0 and up; null before dispatch.</param>
/// <param name="Acts">Exactly what the table, the posts and the guards allow now.</param>
public sealed record MatterSheet(
    Guid Id, long Version, MatterStage Stage, RequestType RequestType, Channel Channel, string? Title, string? Detail,
    string? PlaceWords, AreaName? Area, bool Placed, double? Longitude, double? Latitude, Category? Category,
    Sight Sight,
    int Voices, bool Urgent, bool Protected, bool IsLetOut, DateTimeOffset RaisedAt, DateTimeOffset? DueAt,
    DateTimeOffset? OuterDueAt, DateTimeOffset? StageDueAt, double? Used, bool CalendarKnown, bool Overdue,
    bool IsAsked,
    int? ExtensionDays, DateOnly? SuspendedUntil, Body? Body, string? Handler, IReadOnlyList<string> Assistants,
    HandlerOutcome? Outcome, RaiserOutcome? RaiserOutcome, Rating? Rating, Guid? MergedInto, Guid? Continues,
    OwnVoice? Own, IReadOnlyList<HistoryLine> History, IReadOnlyList<Arrow> Acts, IReadOnlyList<FileRow> Files)
{
    /// <summary>
    /// 工单编号 by which other platforms know it, those of merged matters included; for the offices and who handles it.
    /// </summary>
    public IReadOnlyList<NumberRow> Numbers { get; init; } = [];

    /// <summary>审签: the reply has not left; residents read nothing of it.</summary>
    public bool AwaitsSignature { get; init; }

    /// <summary>What was read, for those who gather more of the same page.</summary>
    internal Matter Row { get; init; } = null!;

    internal IReadOnlyCollection<Guid> AssistantIds { get; init; } = [];

    internal IReadOnlyList<Voice> AllVoices { get; init; } = [];

    /// <summary>Protected matters merged into this one whose raisers the reader may not know.</summary>
    internal IReadOnlySet<Guid> Closed { get; init; } = FrozenSet<Guid>.Empty;

    /// <summary>办理时限 that a dispatch gets when none is chosen.</summary>
    public required Limit UsualLimit { get; init; }
}

/// <summary>A number of another platform, with that platform's own deadline.</summary>
public sealed record NumberRow(string Platform, string Number, DateTimeOffset? DueAt);

/// <summary>The reader's own voice.</summary>
public sealed record OwnVoice(string Code, bool IsRaiser, RaiserOutcome? Outcome, Rating? Rating);

/// <summary>A picture, voice note or paper that the reader may open.</summary>
public sealed record FileRow(
    Guid Id, string Name, string MediaType, long Size, FileMoment Moment, DateTimeOffset AddedAt);

/// <summary>
/// Reads one matter for one reader. A stranger sees category, place and stage, and of what is protected not that it
/// is there.
/// </summary>
internal sealed class ReadMatter(
    BandengDb db, VoicesOfMatter voices, OpenActs open, MatterHistory history, MatterNames names, RuleBook rules,
    TimeProvider clock)
{
    private static readonly CompiledQuery<Func<BandengDb, Guid, CancellationToken, Task<Matter?>>> Row =
        new(() => EF.CompileAsyncQuery(
            (BandengDb db, Guid matterId, CancellationToken _) =>
                db.Set<Matter>().AsNoTracking().SingleOrDefault(m => m.Id == matterId)));

    /// <param name="secret">The secret of an anonymous raiser's link, or null.</param>
    /// <returns>Null when there is no such matter, or none that the reader may know of.</returns>
    public async Task<MatterSheet?> FindAsync(Guid matterId, string? secret, Viewer viewer, CancellationToken cancel)
    {
        if (await Row.On(db)(db, matterId, cancel) is not { } matter)
        {
            return null;
        }

        var facts = await FactsOfMatter.ReadAsync(db, matterId, cancel);
        var (all, assistants) = (facts.Voices, facts.Assistants);
        var voice = VoicesOfMatter.OwnOf(all, viewer, secret);
        var sight = Sights.Of(viewer, matter, voice, assistants);
        var isSeen = sight > Sight.Everyone || matter.LetOutAt is not null;
        if (matter.Protected && !isSeen)
        {
            return null;
        }

        var hidden = Hidden(matter, all);
        var isRaiserSeen = viewer.IsRaiserSeen(matter, voice, assistants);
        var closed = viewer.IsProtectedSeen(matter, assistants) || all.All(v => v.MatterId == matterId)
            ? []
            : await voices.ProtectedAsync(matterId, cancel);
        var veiled = Veiled(all, isRaiserSeen && sight >= Sight.Handler, closed, viewer);
        var now = clock.GetUtcNow();
        var awaitsSignature = await WaitsForSignatureAsync(matter, now, cancel);
        var isHeld = awaitsSignature && sight < Sight.Handler;
        var place = isSeen ? matter.AreaCode : matter.AreaCode.Community;
        var named = await names.OfAsync(matter, place, assistants, cancel);
        Guid[] shown = [.. isSeen ? [TitleOf(matter, voice), DetailOf(matter, voice)] : Array.Empty<Guid>(), .. Place(matter, isRaiserSeen)];

        // One that goes on alone for a voice has the words of the matter it comes from.
        var others = await db.TextsAsync([.. shown.Where(id => !facts.Events.Texts.ContainsKey(id))], cancel);
        string? Said(Guid? id) => id is not { } text || !shown.Contains(text) ? null
            : facts.Events.Texts.TryGetValue(text, out var own) ? own.Body
            : others.GetValueOrDefault(text);
        return new MatterSheet(
            matter.Id, matter.Version, matter.Stage, matter.RequestType, matter.Channel,
            Said(TitleOf(matter, voice)), Said(DetailOf(matter, voice)), Said(matter.PlaceId),
            named.Area, matter.Placed,
            isSeen ? matter.Longitude : null,
            isSeen ? matter.Latitude : null,
            named.Category, sight, matter.Voices, matter.Urgent, matter.Protected, matter.LetOutAt is not null,
            matter.RaisedAt,
            matter.DueAt, matter.OuterDueAt, matter.StageDueAt, UsedOf(matter, facts.Pauses, now),
            matter.CalendarKnown,
            matter.Overdue || matter.IsLate(now), matter.AskedAt is not null, matter.ExtensionDays,
            matter.SuspendedUntil,
            named.Body, named.Handler, named.Assistants, isHeld ? null : matter.HandlerOutcome, matter.RaiserOutcome,
            matter.Rating,
            matter.MergedInto, matter.Continues,
            voice is null ? null : new OwnVoice(voice.Code, voice.IsRaiser, voice.Outcome, voice.Rating),
            await history.SayAsync(facts.Events, sight, matter.LetOutAt is not null, hidden, veiled, isHeld, cancel),
            await open.ForAsync(matter, viewer, voice, assistants, now, cancel),
            matter.IsSealed && voice is null ? [] : FilesOf(facts, matter, sight, isHeld))
        {
            Row = matter,
            AwaitsSignature = awaitsSignature && !isHeld,
            AssistantIds = assistants,
            AllVoices = all,
            Closed = closed,
            UsualLimit = await open.UsualLimitAsync(matter, named.Category, now, cancel),
            Numbers = sight >= Sight.Handler ? facts.Numbers : [],
        };
    }

    private static HashSet<Guid> Hidden(Matter matter, IEnumerable<Voice> voices) =>
    [
        matter.TitleId, matter.DetailId, .. Sealed(matter), .. matter.PlaceId is { } place ? new[] { place } : [],
        .. voices.Select(v => v.NameId).OfType<Guid>(),
    ];

    private static Guid TitleOf(Matter matter, Voice? voice) =>
        voice is null ? matter.TitleId : matter.SealedTitleId ?? matter.TitleId;

    private static Guid DetailOf(Matter matter, Voice? voice) =>
        voice is null ? matter.DetailId : matter.SealedDetailId ?? matter.DetailId;

    private static Guid[] Place(Matter matter, bool isRaiserSeen) =>
        isRaiserSeen && matter.PlaceId is { } place ? [place] : [];

    private static IEnumerable<Guid> Sealed(Matter matter) =>
        new[] { matter.SealedTitleId, matter.SealedDetailId }.OfType<Guid>();

    // Who acts on the trail as a raiser is named to those alone who may know raisers.
    private static HashSet<Guid> Veiled(
        IEnumerable<Voice> voices, bool isSeen, HashSet<Guid> closed, Viewer viewer) =>
        [.. voices.Where(v => !isSeen || closed.Contains(v.MatterId))
            .Select(v => v.PersonId).OfType<Guid>().Where(id => id != viewer.PersonId)];

    // 审签: before its head has signed, a reply has not left.
    private async Task<bool> WaitsForSignatureAsync(Matter matter, DateTimeOffset now, CancellationToken cancel) =>
        matter is { Stage: MatterStage.Handled, SignedOffAt: null }
            && (await rules.OnAsync(ChinaTime.DayOf(now), cancel)).AsksSignature(matter.Kind, matter.RequestType);

    private static double? UsedOf(Matter matter, IEnumerable<FactsOfMatter.Span> pauses, DateTimeOffset now) =>
        matter is { Limit: { } limit, DispatchedAt: { } start }
            ? new Clock(
                limit, start, [.. pauses.Where(p => p.Since >= start).Select(p => new Pause(p.Since, p.Until))])
                .Used(matter.HandedBackAt ?? now, WorkCalendar.Official)
            : null;

    // Private until let out: what a raiser sent is for the offices and for the raiser.
    private static FileRow[] FilesOf(FactsOfMatter facts, Matter matter, Sight sight, bool isHeld) =>
    [
        .. facts.Files
            .Where(f => (!isHeld || f.AddedAt < matter.DispatchedAt)
                && (sight >= Sight.Handler || f.Moment != FileMoment.Proof)
                && (sight > Sight.Everyone || (f.LetOutAt != null && matter.LetOutAt != null)))
            .Select(f => new FileRow(f.Id, f.Name, f.MediaType, f.Size, f.Moment, f.AddedAt)),
    ];
}
