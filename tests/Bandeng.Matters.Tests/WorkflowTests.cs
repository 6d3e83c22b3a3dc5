using Bandeng.Matters.Life;
using static Bandeng.Matters.Life.MatterStage;

namespace Bandeng.Matters.Tests;

/// <summary>The life of a matter a second time, as a neighbourhood office would write it on its wall.</summary>
public sealed class WorkflowTests
{
    /// <summary>
    /// From each stage: action, and where it leads (= for nowhere else). What is not named is refused.
    /// </summary>
    private static readonly Dictionary<MatterStage, string> Wall = new()
    {
        [Raised] = "Accept>Listed Decline>Declined Redirect>Redirected AnswerAtOnce>Answered Dispatch>Dispatched "
            + "Withdraw>Withdrawn Merge>Merged TakeToCouncil>Council Correct= Note= TellRaiser= LetOut= Explain=",
        [Listed] =
            "Decline>Declined Redirect>Redirected AnswerAtOnce>Answered Dispatch>Dispatched AskRaiser= RaiserReplies= "
            + "Withdraw>Withdrawn Merge>Merged Escalate>Listed TakeToCouncil>Council Correct= Note= TellRaiser= LetOut= Explain=",
        [Dispatched] =
            "Redispatch>Dispatched UndoDispatch>Listed SignFor>Accepted SignForBySilence>Accepted Return>Returned "
            + "PassOn= Withdraw>Withdrawn Merge>Merged Escalate>Listed Correct= Note= TellRaiser= LetOut= Remind= Supervise= Explain=",
        [Accepted] =
            "Redispatch>Dispatched Return>Returned PassOn= RecordContact= AskRaiser= RaiserReplies= RequestExtension= "
            + "EndorseExtension= ApproveExtension= RefuseExtension= Suspend>Suspended AssistReply= HandBack>Handled Withdraw>Withdrawn Merge>Merged "
            + "Escalate>Listed Correct= Note= TellRaiser= LetOut= Remind= Supervise= Explain=",
        [Returned] = "UpholdReturn>Listed RefuseReturn>Accepted Withdraw>Withdrawn Correct= Note= TellRaiser= LetOut= Remind= Supervise= Explain=",
        [Suspended] =
            "Resume>Accepted Withdraw>Withdrawn Correct= Note= TellRaiser= LetOut= Remind= Supervise= Explain=",
        [Council] = "CouncilDecided>Listed Withdraw>Withdrawn Correct= Note= TellRaiser= LetOut= Explain=",
        [Handled] =
            "SignOff= PassCheck>Checked Redo>Accepted Confirm>Settled NotSettled>Reopened Correct= Note= TellRaiser= "
            + "LetOut= Explain= RequestExclusion= Exclude= RefuseExclusion=",
        [Checked] = "Redo>Accepted RecordAttempt= Confirm>Settled NotSettled>Reopened LeaveUnconfirmed>Unconfirmed Correct= Note= "
            + "TellRaiser= LetOut= Explain= RequestExclusion= Exclude= RefuseExclusion=",
        [Answered] = "RecordAttempt= Confirm>Settled NotSettled>Reopened LeaveUnconfirmed>Unconfirmed Correct= Note= TellRaiser= "
            + "LetOut= Explain= RequestExclusion= Exclude= RefuseExclusion=",
        [Settled] =
            "Confirm= NotSettled>Reopened SendBack>Reopened Note= LetOut= RequestExclusion= Exclude= RefuseExclusion=",
        [Unconfirmed] = "Confirm>Settled NotSettled>Reopened Note= LetOut= RequestExclusion= Exclude= RefuseExclusion=",
        [Reopened] =
            "AnswerAtOnce>Answered Dispatch>Dispatched Withdraw>Withdrawn Merge>Merged Escalate>Listed Correct= Note= "
            + "TellRaiser= LetOut= Explain=",
        [Declined] = "Appeal>Appealed Note= LetOut=",
        [Appealed] = "UpholdAppeal>Listed RefuseAppeal>Declined Correct= Note= TellRaiser= LetOut= Explain=",
        [Redirected] = "Note= LetOut=",
        [Merged] = "Split>Listed Note= LetOut=",
        [Withdrawn] = "Note= LetOut=",
    };

    public static TheoryData<MatterStage> AllStages => [.. Enum.GetValues<MatterStage>()];

    [Theory]
    [MemberData(nameof(AllStages))]
    public void Every_stage_leads_exactly_where_the_wall_says(MatterStage stage)
    {
        var table = MatterWorkflow.From(stage)
            .Select(arrow => arrow.To is { } to ? $"{arrow.Action}>{to}" : $"{arrow.Action}=");

        Assert.Equal(Wall[stage].Split(' ').Order(), table.Order());
    }

    [Fact]
    public void Every_arrow_is_somebodys() => Assert.All(MatterWorkflow.Arrows, arrow => Assert.NotEmpty(arrow.Who));

    [Fact]
    public void A_reason_or_a_way_is_needed_exactly_where_reasons_are_listed(
        ) => Assert.All(MatterWorkflow.Arrows, arrow =>
        Assert.Equal(
            arrow.Needs.Contains(Need.Reason) || arrow.Needs.Contains(Need.Way),
            MatterReasons.For(arrow.Action).Count > 0));

    [Fact]
    public void A_handler_never_says_that_it_is_settled() => Assert.All(
        MatterWorkflow.Arrows.Where(arrow => arrow.To is Settled || arrow.Needs.Contains(Need.Rating)),
        arrow => Assert.DoesNotContain(Capacity.Handler, arrow.Who));

    [Fact]
    public void Every_open_stage_can_be_left() => Assert.All(
        Enum.GetValues<MatterStage>().Except(Stages.Closed),
        stage => Assert.Contains(MatterWorkflow.From(stage), arrow => arrow.To is not null));
}
