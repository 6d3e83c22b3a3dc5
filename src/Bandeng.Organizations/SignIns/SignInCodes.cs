using System.Globalization;
using System.Security.Cryptography;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Organizations.SignIns;

/// <summary>Codes of six digits to a telephone: for ten minutes, five tries, one use; limited by number and address.</summary>
internal sealed class SignInCodes(BandengDb db, SecretBox box, IMessageSender sender, TimeProvider clock)
{
    public const int TriesMax = 5;
    public const int PerPhoneAndDay = 10;
    public const int PerAddressAndHour = 30;

    public static TimeSpan Lasts { get; } = TimeSpan.FromMinutes(10);

    public static TimeSpan Between { get; } = TimeSpan.FromMinutes(1);

    private const string Insert =
        """
        insert into sign_in_codes (id, phone, address, hash, created_at, expires_at, attempts)
        select @id, @phone, @from, @hash, @now, @until, 0
        where not exists (select 1 from sign_in_codes where phone = @phone and created_at > @aMinuteAgo)
            and (select count(*) from sign_in_codes where phone = @phone and created_at > @aDayAgo) < @PerPhoneAndDay
            and (select count(*) from sign_in_codes where address = @from and created_at > @anHourAgo) < @PerAddressAndHour
        """;

    // Only the newest code of a number counts; a try is counted before the code is compared.
    private const string Count =
        """
        update sign_in_codes set attempts = attempts + 1
        where id = (select id from sign_in_codes where phone = @phone order by created_at desc, id desc limit 1)
            and used_at is null and expires_at > @now and attempts < @TriesMax
        """;

    private const string Use =
        """
        update sign_in_codes set used_at = @now
        where id = (select id from sign_in_codes where phone = @phone order by created_at desc, id desc limit 1)
            and used_at is null and hash = @hash
        """;

    /// <summary>Sends a code; the answer does not tell whether anybody has the number.</summary>
    /// <param name="number">As <see cref="PhoneNumber.Normalize"/> gives it.</param>
    /// <param name="address">The network address that asks.</param>
    public async Task<Result<string>> SendAsync(string number, string address, CancellationToken cancel)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var sent = await db.ExecuteAsync(Insert, new
        {
            id,
            phone = box.Fingerprint(number),
            from = box.Fingerprint($"address {address}"),
            hash = HashOf(number, code),
            now,
            until = now + Lasts,
            aMinuteAgo = now - Between,
            aDayAgo = now.AddDays(-1),
            anHourAgo = now.AddHours(-1),
            PerPhoneAndDay,
            PerAddressAndHour,
        }, cancel) == 1;
        if (!sent)
        {
            return new Refusal(
                RefusalKind.Conflict, "code.too-often", "Too many codes were asked for. Wait a minute, then try again.");
        }

        var text = $"【板凳】登录验证码 {code}，10 分钟内有效。不要告诉别人。";
        await sender.SendAsync(new(id, MessageChannel.Sms, number, text, now), cancel);
        return number;
    }

    /// <summary>Takes a code; one answer for wrong, used, expired and tried too often.</summary>
    public async Task<Result<string>> TakeAsync(string number, string? code, CancellationToken cancel)
    {
        var (phone, now) = (box.Fingerprint(number), clock.GetUtcNow());
        var taken = await db.ExecuteAsync(Count, new { phone, now, TriesMax }, cancel) == 1
            && await db.ExecuteAsync(Use, new { phone, now, hash = HashOf(number, (code ?? "").Trim()) }, cancel) == 1;
        return taken
            ? number
            : new Refusal(RefusalKind.Invalid, "code.wrong", "This code is not right, or no longer counts. Ask for a new one.");
    }

    private string HashOf(string number, string code) => box.Fingerprint($"code {number} {code}");
}
