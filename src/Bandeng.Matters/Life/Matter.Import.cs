namespace Bandeng.Matters.Life;

/// <summary>What another system did before this installation had the matter.</summary>
internal sealed partial class Matter
{
    /// <summary>
    /// Whether nobody here has done anything about it yet: then what the other system did still counts.
    /// </summary>
    public bool IsUntouched => Stage is MatterStage.Raised || (Stage is MatterStage.Accepted && BodyId is null);

    /// <summary>The other system words it otherwise now; the old words stay on the trail.</summary>
    public void Reword(Guid titleId, Guid detailId, Guid? placeId)
    {
        (TitleId, DetailId, PlaceId) = (titleId, detailId, placeId);
        Version++;
    }

    /// <summary>It was answered elsewhere. Nobody asked the raiser, so silence runs from the answer.</summary>
    /// <param name="outcome">Null: only closed, without a word.</param>
    /// <param name="silenceEnds">When silence becomes 未确认.</param>
    public void AnswerElsewhere(
        DateTimeOffset at, HandlerOutcome? outcome, DateTimeOffset silenceEnds, DateTimeOffset now)
    {
        (HandedBackAt, CheckedAt, HandlerOutcome) = (at, at, outcome);
        Overdue = OuterDueAt < at;
        Stage = silenceEnds <= now ? MatterStage.Unconfirmed : MatterStage.Checked;
        (StageDueAt, ClosedAt) = silenceEnds <= now
            ? (null, silenceEnds)
            : ((DateTimeOffset?)silenceEnds, (DateTimeOffset?)null);
    }

    /// <summary>Elsewhere it was said only that it arrived: it is taken up, in hand, and open.</summary>
    public void TakeUpElsewhere() => (Stage, StageDueAt) = (MatterStage.Accepted, null);
}
