using Bandeng.Matters.Life;

namespace Bandeng.Matters.Pages.Handling;

/// <summary>Shape and colour of a stage, as <c>bd-status</c> knows them.</summary>
internal static class MatterLook
{
    public static string KindOf(MatterStage stage) => stage switch
    {
        MatterStage.Settled => "pine",
        MatterStage.Checked or MatterStage.Answered or MatterStage.Returned or MatterStage.Appealed => "amber",
        MatterStage.Suspended or MatterStage.Council => "plum",
        MatterStage.Raised or MatterStage.Merged or MatterStage.Withdrawn
            or MatterStage.Declined or MatterStage.Redirected
            or MatterStage.Unconfirmed => "quiet",
        _ => "slate",
    };
}
