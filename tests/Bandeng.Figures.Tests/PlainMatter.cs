using System.Globalization;
using Bandeng.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Figures.Tests;

/// <summary>A matter as plain values, to be counted by hand and put into the tables.</summary>
internal sealed record PlainMatter
{
    public required Guid Id { get; init; }

    public required AreaCode Area { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required string Stage { get; init; }

    public string Kind { get; init; } = "problem";

    public required string Type { get; init; }

    public required string Channel { get; init; }

    public string? Category { get; init; }

    public Guid? Body { get; init; }

    public DateTimeOffset? DispatchedAt { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    public bool SignedBySilence { get; init; }

    public DateTimeOffset? ContactedAt { get; init; }

    public DateTimeOffset? HandedBackAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? StageDueAt { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public bool Overdue { get; init; }

    public int Returns { get; init; }

    public int Redos { get; init; }

    public int Reopenings { get; init; }

    public string? RaiserOutcome { get; init; }

    public string? Rating { get; init; }

    public string? Exclusion { get; init; }

    public Guid? Continues { get; init; }

    public bool IsExcluded => Exclusion == "Excluded";

    private static readonly string[] Stages =
    [
        "Raised", "Listed", "Dispatched", "Accepted", "Returned", "Suspended", "Council", "Handled", "Checked",
        "Answered",
        "Settled", "Unconfirmed", "Reopened", "Declined", "Appealed", "Redirected", "Withdrawn",
    ];

    private static readonly string[] Types =
        ["Enquiry", "Help", "Complaint", "Report", "Suggestion", "Praise", "Other"];
    private static readonly string[] Channels = ["Web", "Qr", "Hotline", "Call", "Letter", "Visit", "Group"];

    /// <summary>Any mixture that the tables allow, likely or not: the count must be right for all of them.</summary>
    public static PlainMatter Any(
        Random dice, DateTimeOffset around, IReadOnlyList<AreaCode> areas, IReadOnlyList<Guid> bodies)
    {
        DateTimeOffset Later(DateTimeOffset than, int hours) => than.AddMinutes(dice.Next(hours * 60));
        T? Perhaps<T>(double chance, T value) => dice.NextDouble() < chance ? value : default;
        DateTimeOffset? When(double chance, DateTimeOffset from, int hours) =>
            dice.NextDouble() < chance ? Later(from, hours) : null;
        string Of(IReadOnlyList<string> some) => some[dice.Next(some.Count)];

        var raised = around.AddMinutes(dice.Next(-70 * 1440, 25 * 1440));
        var dispatched = When(0.8, raised, 48);
        var stage = dice.Next(3) == 0 ? Of(Stages) : Of(["Settled", "Unconfirmed", "Accepted", "Dispatched"]);
        // Nothing is closed ahead of its time.
        var closed = Later(raised, 480);
        stage = closed > around ? "Accepted" : stage;
        var isClosed = stage is "Settled" or "Unconfirmed" or "Declined" or "Redirected" or "Withdrawn";
        return new()
        {
            Id = Guid.CreateVersion7(raised),
            Area = areas[dice.Next(areas.Count)],
            RaisedAt = raised,
            Stage = stage,
            Type = Of(Types),
            Channel = Of(Channels),
            Category = Perhaps(0.8, Of(["0101", "0102", "0203"])),
            Body = dispatched is null ? null : bodies[dice.Next(bodies.Count)],
            DispatchedAt = dispatched,
            SignedAt = dispatched is { } d1 ? When(0.8, d1, 24) : null,
            SignedBySilence = dice.Next(4) == 0,
            ContactedAt = dispatched is { } d2 ? When(0.7, d2, 72) : null,
            HandedBackAt = dispatched is { } d3 ? When(isClosed ? 0.95 : 0.3, d3, 240) : null,
            ClosedAt = isClosed ? closed : null,
            DueAt = dispatched is { } d4 ? Later(d4, 240) : null,
            StageDueAt = When(0.7, raised, 120),
            AskedAt = When(0.1, raised, 200),
            AnsweredAt = stage is "Settled" || dice.Next(5) == 0 ? Later(raised, 500) : null,
            Overdue = dice.Next(3) == 0,
            Returns = dice.Next(4) == 0 ? dice.Next(1, 3) : 0,
            Redos = dice.Next(6) == 0 ? 1 : 0,
            Reopenings = dice.Next(8) == 0 ? 1 : 0,
            RaiserOutcome = stage is "Settled"
                ? Of(["Solved", "PartlySolved"])
                : Perhaps(0.2, Of(["Solved", "PartlySolved", "NotSolved"])),
            Rating = Perhaps(0.6, Of(["Satisfied", "Acceptable", "Dissatisfied"])),
            Exclusion = Perhaps(0.25, Of(["Asked", "Excluded", "Excluded", "Refused"])),
            Continues = null,
        };
    }

    /// <summary>Puts many of them into the tables, with the voice of the raiser and a title.</summary>
    public static async Task InsertAsync(BandengDb db, IReadOnlyList<PlainMatter> matters, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var isPostgres = db.IsPostgres();
        object Id(Guid id) => isPostgres ? id : id.ToString().ToUpperInvariant();
        object Flag(bool flag) => isPostgres ? flag : flag ? 1L : 0L;
        object Number(long number) => number;
        object? At(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();
        var words = matters.ToDictionary(m => m.Id, _ => Guid.CreateVersion7());
        await db.InsertManyAsync(
            "texts", ["id", "subject_id", "salt", "body"],
            matters.Select(m => new[] { Id(words[m.Id]), Id(m.Id), "00", "楼道灯坏了" }), cancel);
        string[] columns =
        [
            "id", "kind", "stage", "request_type", "channel", "category_code", "area_code", "held_level", "placed",
            "title_id",
            "detail_id", "urgent", "protected", "raised_at", "source", "source_id", "voices", "body_id",
            "dispatched_at", "signed_at",
            "signed_by_silence", "contacted_at", "handed_back_at", "closed_at", "due_at", "stage_due_at",
            "calendar_known",
            "overdue", "asked_at", "extended_days", "extensions", "suspensions", "dispatches", "returns",
            "returns_refused", "redos",
            "reopenings", "appeals", "attempts", "raiser_outcome", "answered_at", "rating", "exclusion", "continues",
            "reminders", "version",
        ];
        await db.InsertManyAsync("matters", columns, matters.Select(m => new[]
        {
            Id(m.Id), m.Kind, m.Stage, m.Type, m.Channel, m.Category, Number(m.Area.Value), Number(5), Flag(true),
            Id(words[m.Id]),
            Id(words[m.Id]), Flag(false), Flag(false), At(m.RaisedAt), "test", m.Id.ToString(), Number(1),
            m.Body is { } body ? Id(body) : null,
            At(m.DispatchedAt), At(m.SignedAt), Flag(m.SignedBySilence), At(m.ContactedAt), At(m.HandedBackAt),
            At(m.ClosedAt), At(m.DueAt),
            At(m.StageDueAt), Flag(true), Flag(m.Overdue), At(m.AskedAt), Number(0), Number(0), Number(0),
            Number(m.DispatchedAt is null ? 0 : 1),
            Number(m.Returns), Number(0), Number(m.Redos), Number(m.Reopenings), Number(0), Number(0), m.RaiserOutcome,
            At(m.AnsweredAt), m.Rating, m.Exclusion,
            m.Continues is { } earlier ? Id(earlier) : null, Number(0), Number(0),
        }), cancel);
        await db.InsertManyAsync(
            "matter_voices", ["id", "matter_id", "is_raiser", "code", "at", "answered_at", "public_wish"],
            matters.Select(m => new[]
            {
                Id(Guid.CreateVersion7()), Id(m.Id), Flag(true), m.Id.ToString("N", CultureInfo.InvariantCulture),
                At(m.RaisedAt),
                At(m.AnsweredAt), Flag(false),
            }),
            cancel);
        foreach (var county in matters.Select(m => AreaCode.Parse(m.Area.ToString()[..6])).Distinct())
        {
            await CountAsync(db, county, cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>What the acts would have counted: these matters went past them, straight into the tables.</summary>
    public static async Task CountAsync(BandengDb db, AreaCode county, CancellationToken cancel)
    {
        var (first, last) = county.Range;
        var id = db.IsPostgres() ? "gen_random_uuid()" : "lower(hex(randomblob(16)))";
        await db.ExecuteAsync(
            "delete from matter_sums where area_code between @first and @last", new { first, last }, cancel);
        await db.ExecuteAsync(
            "delete from matter_count_deltas where area_code between @first and @last", new { first, last }, cancel);
        await db.ExecuteAsync(
            $"""
            insert into matter_count_deltas (id, day, area_code, body_id, measure, mark, is_excluded, number)
            select {id}, day, area_code, body_id, measure, mark, is_excluded, sum(number) from matters_measures
            where area_code between @first and @last
            group by day, area_code, body_id, measure, mark, is_excluded
            """,
            new { first, last },
            cancel);

        // Some folded, some not yet: both must be read.
        const string Folded = "area_code between @first and @last and measure < 'R'";
        await db.ExecuteAsync(
            $"""
            insert into matter_sums (level, grain, area_code, cut, day, measure, mark, is_excluded, number)
            select level, grain, area_code, cut, day, measure, mark, is_excluded, sum(number) from matter_sums_since where {Folded}
            group by level, grain, area_code, cut, day, measure, mark, is_excluded
            """,
            new { first, last },
            cancel);
        await db.ExecuteAsync($"delete from matter_count_deltas where {Folded}", new { first, last }, cancel);
    }
}
