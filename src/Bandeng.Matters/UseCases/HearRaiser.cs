using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.UseCases;

/// <summary>
/// 诉求人说了算: a voice says whether its matter is settled, on its own page or to a caller. Others who joined are
/// heard one by one; one who is not settled goes on in a matter of its own, linked to this handling.
/// </summary>
internal sealed class HearRaiser(BandengDb db) : IMatterAct
{
    public IReadOnlyList<MatterAction> Actions { get; } =
        [MatterAction.Confirm, MatterAction.NotSettled, MatterAction.SendBack];

    public Task<Refusal?> ApplyAsync(Act act, CancellationToken cancel)
    {
        if (act.Arrow.Action is MatterAction.SendBack)
        {
            Reopen(act);
            return Task.FromResult<Refusal?>(null);
        }

        if (act.Voice is not { } voice)
        {
            return Task.FromResult<Refusal?>(
                new(RefusalKind.NotFound, "voice.unknown", "Nobody here answers to this code."));
        }

        var isSettled = act.Arrow.Action is MatterAction.Confirm;
        var outcome = isSettled ? act.Request.RaiserOutcome!.Value : RaiserOutcome.NotSolved;
        voice.Answer(outcome, act.Request.Rating!.Value, act.As is Capacity.Caller ? act.By.PersonId : null, act.Now);
        act.Facts["voice"] = voice.Id;
        act.Facts["outcome"] = outcome.ToString();
        act.Facts["rating"] = act.Request.Rating.Value.ToString();
        act.Moves = voice.IsRaiser && voice.MatterId == act.Matter.Id;
        if (act.Moves)
        {
            Decide(act, outcome, isSettled);
        }
        else if (!isSettled || IsSentBack(act))
        {
            GoOnAlone(act, voice);
        }

        return Task.FromResult<Refusal?>(null);
    }

    private static void Decide(Act act, RaiserOutcome outcome, bool isSettled)
    {
        act.Matter.Hear(outcome, act.Request.Rating!.Value, act.Now);
        if (isSettled)
        {
            act.Matter.Close(act.Now);
            act.Then = IsSentBack(act) ? (MatterAction.SendBack, new ActRequest()) : null;
        }
        else
        {
            Reopen(act);
        }
    }

    private static void Reopen(Act act)
    {
        act.Matter.Reopen();
        if (act.Matter.IsRedoneTooOften(act.Rules))
        {
            act.Then = (MatterAction.Escalate, EscalateMatter.Because("three-redos"));
        }
    }

    // 不满意重办: solved or not, whoever is dissatisfied is not done with.
    private static bool IsSentBack(Act act) =>
        act.Request.Rating is Rating.Dissatisfied && act.Rules.DissatisfiedRedos > 0;

    private void GoOnAlone(Act act, Voice voice)
    {
        var old = act.Matter;
        var birth = new Matter.Birth(
            Guid.CreateVersion7(act.Now), old.Kind, old.RequestType, old.Channel, old.AreaCode, old.TitleId,
            old.DetailId)
        {
            CategoryCode = old.CategoryCode,
            PlaceId = old.PlaceId,
            Longitude = old.Longitude,
            Latitude = old.Latitude,
            Protected = old.Protected,
            RespondentBodyId = old.RespondentBodyId,
            Continues = old.Id,
            HeldLevel = old.HeldLevel,
        };
        var own = Matter.Raise(birth, act.Now, StageClock.DueAfter(MatterStage.Reopened, old, act.Rules, act.Now));
        db.Matters.Add(own);
        voice.MoveTo(own.Id);
        old.LoseVoice();
        act.Facts["goesOn"] = own.Id;
        db.Record(new TrailEntry("matter", own.Id, own.AreaCode, "matter.GoOn", act.By, act.Now)
        {
            ToState = own.Stage.ToString(),
            Facts = new Dictionary<string, object?> { ["continues"] = old.Id, ["voice"] = voice.Id },
        });
    }
}
