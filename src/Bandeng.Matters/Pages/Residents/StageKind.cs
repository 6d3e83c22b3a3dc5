using Bandeng.Matters.Life;

namespace Bandeng.Matters.Pages.Residents;

/// <summary>Which shape and colour a stage has for residents.</summary>
internal static class StageKind
{
    public static string Of(MatterStage stage) => stage switch
    {
        MatterStage.Settled => "pine",
        MatterStage.Checked or MatterStage.Answered => "amber",
        MatterStage.Suspended or MatterStage.Council => "plum",
        MatterStage.Raised or MatterStage.Unconfirmed or MatterStage.Declined or MatterStage.Redirected
            or MatterStage.Merged or MatterStage.Withdrawn => "quiet",
        _ => "slate",
    };
}
