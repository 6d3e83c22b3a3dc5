using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Organizations.SignIns;

/// <summary>Recovery codes count until they are used, or until their owner makes new ones.</summary>
internal sealed class CodesUnderOldKeys(BandengDb db) : INeedsOldKeys
{
    public async Task<(long Count, string What)> LeftAsync(string newest, CancellationToken cancel) => (
        await db.RowAsync<long>(
            "select count(*) from recovery_codes where used_at is null and hash not like @newest", new { newest },
            cancel),
        "recovery codes");
}
