using System.Globalization;
using System.Security.Cryptography;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Needs.Acts;

/// <summary>
/// A code to the person's own telephone: whoever reads it out has read what they agree to. It is no code to sign in
/// with, and nothing about care is kept before it came back.
/// </summary>
internal sealed class ConsentCodes(
    BandengDb db, SecretBox box, INotices notices, NeedPeople people, NeedKinds kinds, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private const int ADay = 5;

    // A try is counted before the code is compared, and only the newest code counts.
    private const string Count =
        """
        update need_codes set tries = tries + 1
        where id = (select id from need_codes where resident_id = @resident and kind = @kind order by created_at desc, id desc limit 1)
            and used_at is null and expires_at > @now and tries < @most
        """;

    private string Use =>
        $"""
        update need_codes set used_at = @now
        where id = (select id from need_codes where resident_id = @resident and kind = @kind order by created_at desc, id desc limit 1)
            and used_at is null and {db.In("hash", "hashes")}
        """;

    /// <summary>Sends one; the answer is the number, masked.</summary>
    public async Task<Result<string>> SendAsync(Guid resident, string? kindCode, Viewer by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await people.FindAsync(resident, by, cancel) is not { } person)
        {
            return NeedRefusals.Unknown;
        }

        if (await kinds.FindAsync(kindCode, ChinaTime.DayOf(now), cancel) is not { } kind)
        {
            return NeedRefusals.Invalid("need.kind");
        }

        if (person.Phone is not { } phone)
        {
            return NeedRefusals.Invalid("need.no-phone");
        }

        var sent = await db.Set<NeedCode>()
            .Where(code => code.ResidentId == resident && code.CreatedAt > now.AddDays(-1)).ToListAsync(cancel);
        if (sent.Count >= ADay || sent.Any(code => code.CreatedAt > now - Between))
        {
            return new Refusal(RefusalKind.Conflict, "need.code-often", "A code was sent a moment ago. Wait a minute.");
        }

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        db.Add(NeedCode.Of(
            Guid.CreateVersion7(now), resident, kind.Code, box.Fingerprint(Said(resident, kind.Code, code)), now));
        notices.Text(
            phone, $"【板凳】{by.Name}想为{person.Name}登记「{kind.Chinese}」关爱，登记后会定期上门。同意，请把 {code} 告诉对方，30 分钟内有效；不同意，不用理会。",
            now);
        db.Record(new TrailEntry("resident", resident, person.AreaCode, "need.ask", by.ActingOn(Permission.KeepNeeds, person.AreaCode), now)
        {
            Facts = new Dictionary<string, object?> { ["kind"] = kind.Code },
        });
        await db.SaveAsync(cancel);
        return Queries.ReadDoor.MaskedPhone(phone);
    }

    /// <summary>Takes a code; one answer for wrong, used, expired and tried too often.</summary>
    public async Task<bool> TakeAsync(Guid resident, string kind, string? code, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return await db.ExecuteAsync(Count, new { resident, kind, now, most = NeedCode.TriesMax }, cancel) == 1
            && await db.ExecuteAsync(Use, new { resident, kind, now, hashes = box.Fingerprints(Said(resident, kind, (code ?? "").Trim())) }, cancel) == 1;
    }

    private static string Said(Guid resident, string kind, string code) => $"consent {resident} {kind} {code}";
}
