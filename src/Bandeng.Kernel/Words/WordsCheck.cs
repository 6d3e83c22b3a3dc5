using System.Text.Json;
using Bandeng.Kernel.Trail;

namespace Bandeng.Kernel.Words;

/// <summary>
/// Holds texts against what the events said of them. Remembers only which ids it has seen, 16 bytes a text.
/// </summary>
internal sealed class WordsCheck(BandengDb db)
{
    private const int Batch = 500;

    private readonly bool _isPostgres = db.IsPostgres();
    private readonly HashSet<Guid> _seen = [];
    private readonly List<Tombstone> _tombstones = [];
    private Dictionary<Guid, StoredText> _texts = [];
    private HashSet<Erasure> _erasures = [];

    /// <summary>What an event of erasing says, and what a tombstone must say.</summary>
    private sealed record Erasure(Guid TextId, Guid SubjectId, long At, string Ground);

    private sealed record Naming(Guid TextId, string Commitment, string Subject);

    private sealed record StoredText
    {
        public string Id { get; init; } = "";

        public string SubjectId { get; init; } = "";

        public string? Salt { get; init; }

        public string? Body { get; init; }

        public long? ErasedAt { get; init; }

        public string? ErasedGround { get; init; }
    }

    private sealed record StoredErasure
    {
        public string SubjectId { get; init; } = "";

        public long At { get; init; }

        public string Facts { get; init; } = "";
    }

    public long Texts => _seen.Count;

    public IReadOnlyList<Tombstone> Tombstones => _tombstones;

    /// <summary>Reads what the checks of a page of events need, in two questions a batch.</summary>
    public async Task LoadAsync(IEnumerable<StoredEvent> page, CancellationToken cancel)
    {
        (_texts, _erasures) = ([], []);
        var ids = page.SelectMany(TextsOf).Distinct();
        foreach (var batch in ids.Chunk(Batch))
        {
            var texts = await db.RowsAsync<StoredText>(
                $"""
                select {StoredId.Select("id")}, {StoredId.Select("subject_id")}, salt, body, erased_at, erased_ground
                from texts where {db.In("id", nameof(batch))}
                """,
                new { batch },
                cancel);
            foreach (var text in texts)
            {
                _texts[Guid.Parse(text.Id)] = text;
            }

            await LoadErasuresAsync(texts, cancel);
        }
    }

    /// <summary>Every text that the event names or erases, or the first that does not hold.</summary>
    public TrailFault? Check(StoredEvent named)
    {
        var fault = named.Action is ErasingWords.Action ? FaultInErasing(named) : null;
        foreach (var naming in NamingsOf(named))
        {
            fault ??= naming is null ? "the words are not id:commitment" : FaultIn(naming);
        }

        return fault is null ? null : new TrailFault(named.Name, fault);
    }

    /// <summary>After the last event: a text that no event names was slipped in.</summary>
    public async Task<TrailFault?> FirstUnnamedAsync(CancellationToken cancel)
    {
        for (var after = Guid.Empty; ;)
        {
            var ids = await db.RowsAsync<string>(
                $"select {StoredId.Select("id")} from texts where id > @after order by id limit {Batch}",
                new { after },
                cancel);
            foreach (var stored in ids)
            {
                if (!Guid.TryParse(stored, out var id) || StoredId.Stored(id, _isPostgres) != stored
                    || !_seen.Contains(id))
                {
                    return new TrailFault($"text {stored}", "no event names it");
                }

                after = id;
            }

            if (ids.Count < Batch)
            {
                return null;
            }
        }
    }

    private string? FaultIn(Naming naming)
    {
        if (!_texts.TryGetValue(naming.TextId, out var text))
        {
            return $"text {naming.TextId} is gone";
        }

        var fault = StoredId.Hashed(text.SubjectId, _isPostgres) != naming.Subject
            ? $"text {naming.TextId} was moved to another subject"
            : text.ErasedAt is null ? FaultInText(naming, text) : FaultInTombstone(naming, text);
        if (fault is null && _seen.Add(naming.TextId) && text.ErasedAt is { } at)
        {
            _tombstones.Add(
                new Tombstone(naming.TextId, DateTimeOffset.FromUnixTimeMilliseconds(at), text.ErasedGround!));
        }

        return fault;
    }

    private static string? FaultInText(Naming naming, StoredText text) =>
        text is { Salt: { } salt, Body: { } body, ErasedGround: null } && IsSalt(salt)
        && Keeping.Commit(salt, body) == naming.Commitment
            ? null
            : $"text {naming.TextId} is not the text that was written";

    private string? FaultInTombstone(Naming naming, StoredText text) =>
        text is { Salt: null, Body: null, ErasedGround: { } ground }
        && _erasures.Contains(new Erasure(naming.TextId, Guid.Parse(text.SubjectId), text.ErasedAt!.Value, ground))
            ? null
            : $"text {naming.TextId} is gone, and no act on the trail erased it on this ground at this time";

    private string? FaultInErasing(StoredEvent erasing) =>
        ReadErasure(ErasureOf(erasing)) is not { } erasure
            ? "the facts name no text and ground"
        : _texts.TryGetValue(erasure.TextId, out var text)
            && text.ErasedAt == erasure.At && text.ErasedGround == erasure.Ground
            ? null
            : $"text {erasure.TextId} was erased by this act, and it is there again or its tombstone was changed";

    private async Task LoadErasuresAsync(IEnumerable<StoredText> texts, CancellationToken cancel)
    {
        var subjects = texts.Where(text => text.ErasedAt is not null).Select(text => text.SubjectId)
            .Where(subject => Guid.TryParse(subject, out _)).Select(Guid.Parse).Distinct().ToArray();
        if (subjects is [])
        {
            return;
        }

        var erasures = await db.RowsAsync<StoredErasure>(
            $"""
            select {StoredId.Select("subject_id")}, at, facts from trail_events
            where {db.In("subject_id", nameof(subjects))} and action = '{ErasingWords.Action}'
            """,
            new { subjects },
            cancel);
        _erasures.UnionWith(erasures.Select(ReadErasure).OfType<Erasure>());
    }

    private static IEnumerable<Guid> TextsOf(StoredEvent named)
    {
        var texts = NamingsOf(named).OfType<Naming>().Select(naming => naming.TextId);
        return named.Action is ErasingWords.Action
            && ReadErasure(ErasureOf(named)) is { } erasure
            ? texts.Append(erasure.TextId)
            : texts;
    }

    /// <summary>What the words of an event name; null for what cannot be read.</summary>
    private static IEnumerable<Naming?> NamingsOf(StoredEvent named) =>
        named.Words.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(':') switch
        {
            [var id, var commitment, .. var rest] when rest.Length <= 1 && Guid.TryParse(id, out var text) =>
                new Naming(text, commitment, rest is [var subject] ? subject : named.SubjectId.ToLowerInvariant()),
            _ => null,
        });

    private static StoredErasure ErasureOf(StoredEvent erasing) =>
        new() { SubjectId = erasing.SubjectId, At = erasing.At, Facts = erasing.Facts };

    private static Erasure? ReadErasure(StoredErasure stored)
    {
        try
        {
            using var document = JsonDocument.Parse(stored.Facts);
            var facts = document.RootElement;
            return new Erasure(
                facts.GetProperty("text").GetGuid(), Guid.Parse(stored.SubjectId), stored.At,
                facts.GetProperty("ground").GetString() ?? "");
        }
        catch (Exception spoilt)
            when (spoilt is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static bool IsSalt(string salt) =>
        salt.Length is 32 && salt.All(digit => digit is (>= '0' and <= '9') or (>= 'A' and <= 'F'));
}
