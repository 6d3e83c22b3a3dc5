using Bandeng.Kernel;
using Bandeng.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Members.UseCases;

/// <summary>With the post in the branch the report ends; the hours stay in the ledger.</summary>
internal sealed class EndReport(BandengDb db) : IPostEnded
{
    public async Task<WorkInHand?> HandOverAsync(PostEnding ending, CancellationToken cancel)
    {
        var report = await db.MemberReports.SingleOrDefaultAsync(
            one => one.PostId == ending.PostId && one.State == ReportState.Confirmed, cancel);
        report?.Become(ReportState.Ended, ending.LastDay);
        return null;
    }
}
