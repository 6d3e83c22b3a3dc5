using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Dapper;

namespace Bandeng.Matters.Queries;

/// <summary>What stands in other tables about one matter and the matters merged into it.</summary>
/// <param name="Voices">The raiser first, to be read and not changed.</param>
internal sealed record FactsOfMatter(
    IReadOnlyList<Voice> Voices, IReadOnlyList<Guid> Assistants, IReadOnlyList<FactsOfMatter.Span> Pauses,
    IReadOnlyList<NumberRow> Numbers, IReadOnlyList<FactsOfMatter.File> Files, EventsOfMatter Events)
{
    public sealed record Span(DateTimeOffset Since, DateTimeOffset? Until);

    public sealed record File(
        Guid Id, string Name, string MediaType, long Size, FileMoment Moment, DateTimeOffset AddedAt,
        DateTimeOffset? LetOutAt);

    // One list of matters, not an "or" over two: with that, every voice there is would be looked at.
    private const string Here = "(select id from matters where id = @matterId union all select id from matters where merged_into = @matterId)";

    private const string Sql =
        $"""
        select id, matter_id, is_raiser, code, person_id, name_id, phone_cipher, phone_fingerprint, secret_hash, at, outcome, rating,
            answered_at, answer_entered_by, public_wish
        from matter_voices where matter_id in {Here} order by is_raiser desc, at;
        select body_id from matter_assists where matter_id = @matterId;
        select since, until from matter_pauses where matter_id = @matterId;
        select platform, number, due_at from matter_numbers where matter_id in {Here} order by number;
        select id, name, media_type, size, moment, added_at, let_out_at from matter_files where matter_id = @matterId order by added_at;
        {EventsOfMatter.Sql}
        """;

    /// <summary>Asked in one breath: PostgreSQL answers all of it in one way there and back.</summary>
    public static async Task<FactsOfMatter> ReadAsync(BandengDb db, Guid matterId, CancellationToken cancel)
    {
        await using var answers = await db.AnswersAsync(Sql, new { matterId }, cancel);
        return new(
            [.. await answers.ReadAsync<Voice>()], [.. await answers.ReadAsync<Guid>()],
            [.. await answers.ReadAsync<Span>()], [.. await answers.ReadAsync<NumberRow>()],
            [.. await answers.ReadAsync<File>()], await EventsOfMatter.OfAsync(answers));
    }
}

/// <summary>The acts on one matter, oldest first, and all its words.</summary>
internal sealed record EventsOfMatter(
    IReadOnlyList<EventsOfMatter.Event> Events, IReadOnlyDictionary<Guid, EventsOfMatter.Text> Texts)
{
    public sealed record Event(
        DateTimeOffset At, string Action, string? ToState, Guid? ActorId, string Words, string Facts);

    public sealed record Text(Guid Id, string? Body, string? ErasedGround);

    public const string Sql =
        """
        select at, action, to_state, actor_id, words, facts from trail_events
        where subject_id = @matterId and subject_kind = 'matter' and action <> 'matter.Follow'
        order by at, seq;
        select id, body, erased_ground from texts where subject_id = @matterId
        """;

    public static async Task<EventsOfMatter> ReadAsync(BandengDb db, Guid matterId, CancellationToken cancel)
    {
        await using var answers = await db.AnswersAsync(Sql, new { matterId }, cancel);
        return await OfAsync(answers);
    }

    public static async Task<EventsOfMatter> OfAsync(SqlMapper.GridReader answers) => new(
        [.. await answers.ReadAsync<Event>()], (await answers.ReadAsync<Text>()).ToDictionary(text => text.Id));
}
