using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Exchange.Answers;

/// <summary>
/// Pushes waiting answers to the platforms that take them, each number's in its order. An answer is claimed before it
/// is tried, so that of two nodes one has it; waits grow; what the platform refuses, or never takes, waits for a
/// person.
/// </summary>
internal sealed class PushRound(
    BandengDb db, SecretBox box, IOutsideCalls calls, ReadAnswers answers, PushPace pace, TimeProvider clock)
{
    /// <summary>So often before a person decides.</summary>
    public const int Tries = 8;

    private const int Batch = 20;
    private const string Slow = "no answer in time";

    // Longer than a round of calls that all come back at the last moment.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(8);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record Claimed(Guid Id, long Attempts);

    /// <summary>How a call ended.</summary>
    internal enum Outcome
    {
        Delivered,
        Refused,
        Later,
    }

    /// <summary>One round over every platform; says how many answers were taken.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var delivered = 0;
        foreach (var platform in await db.Platforms.AsNoTracking()
            .Where(p => p.PushUrl != null && p.EndedAt == null).ToListAsync(cancel))
        {
            delivered += await RunAsync(platform, cancel);
        }

        return delivered;
    }

    private async Task<int> RunAsync(Platform platform, CancellationToken cancel)
    {
        var (claim, delivered, isReached) = (Guid.CreateVersion7(), 0, true);
        var claimed = await ClaimAsync(platform, claim, cancel);
        var rows = (await answers.SayAsync(platform, [.. claimed.Select(one => one.Id)], cancel))
            .ToDictionary(row => row.Id);
        foreach (var one in claimed.OrderBy(one => one.Id))
        {
            if (!isReached)
            {
                await LetGoAsync(one.Id, claim, cancel);
                continue;
            }

            var (outcome, error) = rows.TryGetValue(one.Id, out var row)
                ? await PushAsync(platform, row, cancel)
                : (Outcome.Refused, "erased: its words are gone");
            await WriteAsync(one, claim, outcome, error, cancel);
            delivered += outcome is Outcome.Delivered ? 1 : 0;
            isReached = error is not Slow;
        }

        return delivered;
    }

    // The oldest of each number that waits; what stands behind it waits with it.
    private Task<IReadOnlyList<Claimed>> ClaimAsync(Platform platform, Guid claim, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var skip = db.IsPostgres() ? " for update skip locked" : "";
        return db.RowsAsync<Claimed>(
            $"""
            update exchange_answers set claimed_by = @claim, claimed_until = @until, attempts = attempts + 1
            where id in (
                select a.id from exchange_answers a
                where a.platform_id = @Id and a.state = 'Waiting' and a.given_up_at is null and a.batch is null and a.due_at <= @now
                  and (a.claimed_until is null or a.claimed_until < @now)
                  and not exists (
                      select 1 from exchange_answers b where b.order_id = a.order_id and b.state = 'Waiting' and b.batch is null and b.id < a.id)
                order by a.due_at, a.id limit {Batch}{skip})
            returning id, attempts
            """,
            new { claim, until = now + Lease, platform.Id, now }, cancel);
    }

    private async Task<(Outcome, string?)> PushAsync(Platform platform, AnswerRow row, CancellationToken cancel)
    {
        if (box.Unprotect(platform.PushSecret) is not { } secret)
        {
            return (Outcome.Later, "its key is lost");
        }

        var headers = new Dictionary<string, string>
        {
            ["Bandeng-Delivery"] = row.Id.ToString(),
            ["Bandeng-Event"] = row.Kind.ToString(),
            ["Idempotency-Key"] = row.Id.ToString(),
        };
        if (box.Unprotect(platform.PushKey) is { } key)
        {
            headers["x-api-key"] = key;
        }

        var body = JsonSerializer.Serialize(
            row.Fields.DistinctBy(field => field.Key).ToDictionary(field => field.Key, field => field.Value), Json);
        return Judge(await CallAsync(new OutsideCall(platform.PushUrl!, body, secret, headers), cancel));
    }

    private async Task<CallAnswer> CallAsync(OutsideCall call, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(pace.Patience);
        try
        {
            return await calls.PostAsync(call, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new CallAnswer(0, "", Slow);
        }
    }

    /// <summary>
    /// 2xx is taken, unless an envelope inside says no; 4xx is a no; everything else is tried again, a page or half a
    /// message with 200 too: a gateway says that, no platform.
    /// </summary>
    internal static (Outcome Outcome, string? Error) Judge(CallAnswer answer)
    {
        if (answer.Error is { } error)
        {
            return (Outcome.Later, error);
        }

        var word = PlatformWord.Read(answer.Body);
        if (answer.IsSuccess && word is { Taken: false })
        {
            return (Outcome.Refused, word.Told ?? "refused");
        }

        if (answer.IsSuccess && word is null && IsGarbled(answer.Body))
        {
            return (Outcome.Later, string.Create(
                CultureInfo.InvariantCulture, $"answered {answer.Status} without a message"));
        }

        // {"code": 500, "msg": "…"} with 200: other numbers mean something else on every platform.
        var status = answer.IsSuccess && word is { Taken: null, Code: >= 400 and < 600 and var code }
            ? code
            : answer.Status;
        if (status is >= 200 and < 300)
        {
            return (Outcome.Delivered, null);
        }

        var said = string.Create(CultureInfo.InvariantCulture, $"answered {status}");
        var told = word?.Told is { } why ? $"{said}: {why}" : said;
        return status is >= 400 and < 500 and not (401 or 403 or 408 or 425 or 429)
            ? (Outcome.Refused, told)
            : (Outcome.Later, told);
    }

    private static bool IsGarbled(string body) => body.TrimStart() is ['<' or '{', ..] && !IsXml(body);

    private static bool IsXml(string body) =>
        body.TrimStart().StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)
        && !body.Contains("<html", StringComparison.OrdinalIgnoreCase);

    private async Task WriteAsync(Claimed one, Guid claim, Outcome outcome, string? error, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await db.ExecuteAsync(
            """
            update exchange_answers set claimed_by = null, claimed_until = null, last_error = @error, due_at = @due, state = @state,
                delivered_at = @delivered, delivered_by = @by, given_up_at = @givenUp, version = version + 1
            where id = @Id and claimed_by = @claim and state = 'Waiting'
            """,
            new
            {
                one.Id,
                claim,
                error,
                due = outcome is Outcome.Later
                    ? now + Waits[Math.Clamp((int)one.Attempts - 1, 0, Waits.Length - 1)]
                    : now,
                state =
                    outcome switch { Outcome.Delivered => "Delivered", Outcome.Refused => "Refused", _ => "Waiting" },
                delivered = outcome is Outcome.Delivered ? now : (DateTimeOffset?)null,
                by = outcome is Outcome.Delivered ? nameof(DeliveredBy.Push) : null,
                givenUp = outcome is Outcome.Later && one.Attempts >= Tries ? now : (DateTimeOffset?)null,
            },
            cancel);
    }

    private Task<int> LetGoAsync(Guid id, Guid claim, CancellationToken cancel) => db.ExecuteAsync(
        "update exchange_answers set claimed_by = null, claimed_until = null, attempts = attempts - 1 where id = @id and claimed_by = @claim",
        new { id, claim }, cancel);
}

/// <summary>How long a platform may take to answer.</summary>
internal sealed record PushPace(TimeSpan Patience);
