using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Matters.UseCases;

/// <summary>
/// Somebody says what is wrong, or is helped to say it (代报). The sender makes the id, so that sending twice makes one
/// matter. Neither a missing place, category nor body refuses it.
/// </summary>
internal sealed class RaiseMatter(
    BandengDb db, Placing placing, DeskFields fields, Contacts contacts, Catalogue catalogue, RuleBook rules,
    MatterNews news,
    TimeProvider clock)
{
    /// <summary>What was raised.</summary>
    /// <param name="Code">查询码.</param>
    /// <param name="Secret">For an anonymous raiser, once: with it the matter is confirmed; null otherwise and when
    /// sent again.</param>
    /// <param name="Held">A person looks first, because it came with so many others; until then it is no matter
    /// yet.</param>
    public sealed record Raised(Guid Id, string Code, string? Secret, bool Held = false)
    {
        /// <summary>How the matter stands: what an act asks for next; null while it is held.</summary>
        [JsonIgnore]
        public long? Version { get; init; }
    }

    public async Task<Result<Raised>> RunAsync(RaiseRequest request, Viewer viewer, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var id = request.Id is { } given && given != Guid.Empty ? given : Guid.CreateVersion7(now);
        db.ChangeTracker.Clear();
        if (RaiseChecks.FirstFault(request) is { } fault)
        {
            return fault;
        }

        var spot = await placing.FindAsync(request, cancel);
        if (!Standing(request, viewer, spot.Area).TryGet(out var by, out var refusal))
        {
            return refusal;
        }

        if (await fields.FaultsAsync(id, request, by, spot.Area, cancel) is [var unfit, ..])
        {
            return unfit;
        }

        if (!(await contacts.OfAsync(id, request, by, now, cancel)).TryGet(out var contact, out refusal))
        {
            return refusal;
        }

        var secret = Contacts.SecretFor(contact, request);
        var voice = Voice.Of(
            id, true, request.Code ?? EnquiryCode.Create(),
            contact with { SecretHash = secret is null ? null : VoicesOfMatter.HashOf(secret) },
            request.PublicWish, now);
        var matter = await AddAsync(id, request, spot, voice, by, now, cancel);
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved
            ? new Raised(id, voice.Code, secret) { Version = matter.Version }
            : await BeforeAsync(id, request, viewer, cancel) is { } other
                ? other
                : new Refusal(RefusalKind.Conflict, "matter.changed", "Someone else has just sent this.");
    }

    /// <summary>Everything that would be refused, for a form that says all at once; nothing is changed.</summary>
    public async Task<IReadOnlyList<Refusal>> FaultsAsync(
        RaiseRequest request, Viewer viewer, CancellationToken cancel)
    {
        var faults = RaiseChecks.Faults(request).ToList();
        if (!string.IsNullOrWhiteSpace(request.Phone)
            && !PhoneNumber.Normalize(request.Phone).TryGet(out _, out var unreadable))
        {
            faults.Add(unreadable);
        }

        var isPlaceLong = faults.Any(fault => fault.Code == RaiseChecks.PlaceLong);
        var spot = await placing.FindAsync(isPlaceLong ? request with { PlaceWords = null } : request, cancel);
        if (Standing(request, viewer, spot.Area).TryGet(out var by, out var refusal))
        {
            faults.AddRange(await fields.FaultsAsync(request.Id ?? Guid.Empty, request, by, spot.Area, cancel));
        }
        else
        {
            faults.Add(refusal);
        }

        return faults;
    }

    // Sent twice, by an impatient thumb or a poor line: the first one counts. The secret is told again only to who
    // brings it.
    private async Task<Result<Raised>?> BeforeAsync(
        Guid id, RaiseRequest request, Viewer viewer, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var source = request.Source ?? RaiseRequest.Ours;
        var sourceId = request.SourceId ?? id.ToString();
        var found = await db.Matters.AsNoTracking()
            .FirstOrDefaultAsync(m => m.Id == id || (m.Source == source && m.SourceId == sourceId), cancel);
        if (found is null)
        {
            return null;
        }

        var voice = await db.Set<Voice>().AsNoTracking().FirstAsync(v => v.MatterId == found.Id && v.IsRaiser, cancel);
        var secret = request.Secret is { } brought && VoicesOfMatter.HashOf(brought) == voice.SecretHash
            ? brought
            : null;
        return secret is not null || viewer.IsSystem
            || (IsSender(viewer, found, voice) ? await IsSameAgainAsync(found, request, cancel) : await IsSameFormAsync(found, request, cancel))
            ? new Raised(found.Id, voice.Code, secret) { Version = found.Version }
            : new Refusal(RefusalKind.Conflict, "matter.id-taken", "Another matter has this id already.");
    }

    private static bool IsSender(Viewer viewer, Matter matter, Voice voice) =>
        viewer.PersonId is { } me && (me == voice.PersonId || me == matter.FiledBy);

    // Ids stand in public addresses: whoever did not sign in shows by the words, while nobody else can read them, that
    // the form is theirs.
    private async Task<bool> IsSameFormAsync(Matter matter, RaiseRequest request, CancellationToken cancel) =>
        matter.LetOutAt is null && request.Detail?.Trim() is { } detail
            && detail == await db.TextAsync(matter.DetailId, cancel);

    // Other words under the id of what they sent before would be lost without a word. What was corrected or erased
    // since is held against what was raised, as far as it is still there.
    private async Task<bool> IsSameAgainAsync(Matter matter, RaiseRequest request, CancellationToken cancel)
    {
        var raised = await db.RowAsync<string>(
            "select words from trail_events where subject_id = @Id and subject_kind = 'matter' and action = 'matter.Raise'", new { matter.Id }, cancel);
        var texts = await db.TextsAsync([.. MatterHistory.TextIds(raised ?? "")], cancel);
        return raised is null || texts.Values.Contains(null)
            || new[] { request.Title, request.Detail, request.PlaceWords }
            .Select(text => Keeping.Storable(text?.Trim() ?? ""))
            .Where(text => text.Length > 0).All(texts.Values.Contains);
    }

    private static Result<Viewer> Standing(RaiseRequest request, Viewer viewer, AreaCode area)
    {
        if (!request.IsForSomebodyElse || viewer.IsSystem)
        {
            return viewer;
        }

        return viewer.PostFor(Permission.FileForOthers, area) is { } post
            ? viewer with { ActingPost = post }
            : new Refusal(
                RefusalKind.Forbidden, "matter.not-filing", "Your post does not let you file for others here.");
    }

    private async Task<Matter> AddAsync(
        Guid id, RaiseRequest request, Spot spot, Voice voice, Viewer by, DateTimeOffset now, CancellationToken cancel)
    {
        var day = ChinaTime.DayOf(now);
        var category = await catalogue.FindAsync(request.Category, day, cancel);
        var title = db.Keep(id, RaiseChecks.TitleOf(request), now);
        var detail = db.Keep(id, request.Detail!.Trim(), now);
        var place = request.PlaceWords.IsUnseen() ? null : db.Keep(id, request.PlaceWords!.Trim(), now);
        var aside = request.Aside is { Length: > 0 } along ? db.Keep(id, along, now) : null;
        var birth = new Matter.Birth(
            id, request.Kind, request.RequestType ?? RequestType.Help, request.Channel ?? Channel.Web, spot.Area,
            title.Id, detail.Id)
        {
            CategoryCode = category?.Code,
            PlaceId = place?.Id,
            Longitude = spot.Longitude,
            Latitude = spot.Latitude,
            Urgent = request.Urgent,
            Protected = request.Protected,
            FiledBy = request.IsForSomebodyElse ? by.PersonId : null,
            Source = request.Source ?? RaiseRequest.Ours,
            SourceId = request.SourceId,
            RespondentBodyId = request.Respondent,
            OuterDueAt = request.OuterDueAt,
        };
        var look = await rules.OnAsync(day, cancel);
        var due = Kernel.Clocks.Deadline.Of(
            now, request.Urgent ? look.LookUrgent : look.Look, Kernel.Clocks.WorkCalendar.Official);
        var matter = Matter.Raise(birth, now, due.At);
        db.Add(matter);
        db.Add(voice);
        await news.TellSystemsAsync(matter, "Raise", now, cancel);
        contacts.SendReceipt(request, voice.Code, now);
        if (request.OutsideNumber is { Length: > 0 } number)
        {
            db.Add(new OutsideNumber(request.Platform ?? RaiseRequest.DefaultPlatform, number, id, request.OuterDueAt));
        }

        if (request.Beside?.Invoke(aside?.Id) is { } row)
        {
            db.Add(row);
        }

        db.Record(new TrailEntry("matter", id, spot.Area, "matter.Raise", by, now)
        {
            ToState = nameof(MatterStage.Raised),
            Words = [title, detail, .. new[] { place, aside }.OfType<KeptText>(), .. contacts.TakeWords()],
            Facts = new Dictionary<string, object?>(Told(request, aside))
            {
                ["channel"] = birth.Channel.ToString(),
                ["type"] = birth.RequestType.ToString(),
                ["category"] = birth.CategoryCode,
                ["area"] = spot.Area,
                ["voice"] = voice.Id,
                ["filedFor"] = request.IsForSomebodyElse,
            },
        });
        return matter;
    }

    // An aside is the office's alone, as the history reads its facts.
    private static Dictionary<string, object?> Told(RaiseRequest request, KeptText? aside)
    {
        var facts = new Dictionary<string, object?>(request.Facts ?? ReadOnlyDictionary<string, object?>.Empty);
        if (aside is not null)
        {
            (facts["inner"], facts["office"]) = (aside.Id, true);
        }

        return facts;
    }
}
