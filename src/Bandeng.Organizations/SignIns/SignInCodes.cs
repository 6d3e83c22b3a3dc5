using System.Globalization;
using System.Security.Cryptography;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Organizations.SignIns;

/// <summary>
/// Codes of six digits to a telephone or a mail address: for ten minutes, five tries, one use; limited by where they
/// go, by person and by the network address that asks.
/// </summary>
internal sealed class SignInCodes(BandengDb db, SecretBox box, CodeSender sender, TimeProvider clock)
{
    public const int TriesMax = 5;
    public const int PerRecipientAndDay = 10;

    /// <summary>
    /// Over telephone and mail together; what is above is not sent, and not said either: it would tell whose the two
    /// are.
    /// </summary>
    public const int PerPersonAndDay = 15;
    public const int PerClientAndHour = 30;

    public static TimeSpan Lasts { get; } = TimeSpan.FromMinutes(10);

    public static TimeSpan Between { get; } = TimeSpan.FromMinutes(1);

    private const string Insert =
        """
        insert into sign_in_codes (id, recipient, person_id, address, hash, created_at, expires_at, attempts)
        select @id, @recipient, @PersonId, @from,
            case when (select count(*) from sign_in_codes where person_id = @PersonId and created_at > @aDayAgo) >= @PerPersonAndDay
                then '' else @hash end,
            @now, @until, 0
        where not exists (select 1 from sign_in_codes where recipient = @recipient and created_at > @aMinuteAgo)
            and (select count(*) from sign_in_codes where recipient = @recipient and created_at > @aDayAgo) < @PerRecipientAndDay
            and (select count(*) from sign_in_codes where address = @from and created_at > @anHourAgo) < @PerClientAndHour
        returning hash
        """;

    // Only the newest code of an address counts; a try is counted before the code is compared.
    private static string Count(BandengDb db) =>
        $"""
        update sign_in_codes set attempts = attempts + 1
        where id = (select id from sign_in_codes where {db.In("recipient", "recipients")} order by created_at desc, id desc limit 1)
            and used_at is null and expires_at > @now and attempts < @TriesMax
        """;

    private static string Use(BandengDb db) =>
        $"""
        update sign_in_codes set used_at = @now
        where id = (select id from sign_in_codes where {db.In("recipient", "recipients")} order by created_at desc, id desc limit 1)
            and used_at is null and {db.In("hash", "hashes")}
        """;

    /// <summary>Sends a code; the answer does not tell whether anybody has the address.</summary>
    /// <param name="client">The network address that asks.</param>
    public async Task<Result<string>> SendAsync(CodeTo to, string client, CancellationToken cancel)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        if (await KeepAsync(id, to, client, to.IsDeaf ? "" : HashOf(to.Address, code), now, cancel) is not { } kept)
        {
            return new Refusal(
                RefusalKind.Conflict, "code.too-often",
                "Too many codes were asked for. Wait a minute, then try again.");
        }

        if (kept.Length > 0)
        {
            await sender.SendAsync(id, to, code, now, cancel);
        }

        return to.Address;
    }

    /// <summary>Takes a code; one answer for wrong, used, expired and tried too often.</summary>
    public async Task<Result<string>> TakeAsync(string address, string? code, CancellationToken cancel)
    {
        var (recipients, now) = (box.Fingerprints(address), clock.GetUtcNow());
        var hashes = box.Fingerprints(Said(address, (code ?? "").Trim()));
        var taken = await db.ExecuteAsync(Count(db), new { recipients, now, TriesMax }, cancel) == 1
            && await db.ExecuteAsync(Use(db), new { recipients, now, hashes }, cancel) == 1;
        return taken
            ? address
            : new Refusal(
                RefusalKind.Invalid, "code.wrong", "This code is not right, or no longer counts. Ask for a new one.");
    }

    /// <returns>The hash as it was kept, empty where nothing is to be sent; null above a limit.</returns>
    private Task<string?> KeepAsync(
        Guid id, CodeTo to, string client, string hash, DateTimeOffset now, CancellationToken cancel) =>
        db.RowAsync<string>(Insert, new
        {
            id,
            recipient = box.Fingerprint(to.Address),
            to.PersonId,
            from = box.Fingerprint($"address {client}"),
            hash,
            now,
            until = now + Lasts,
            aMinuteAgo = now - Between,
            aDayAgo = now.AddDays(-1),
            anHourAgo = now.AddHours(-1),
            PerRecipientAndDay,
            PerPersonAndDay,
            PerClientAndHour,
        }, cancel);

    private string HashOf(string address, string code) => box.Fingerprint(Said(address, code));

    private static string Said(string address, string code) => $"code {address} {code}";
}
