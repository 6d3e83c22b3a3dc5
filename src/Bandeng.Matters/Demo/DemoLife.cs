using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Demo;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using static Bandeng.Matters.Life.MatterAction;

namespace Bandeng.Matters.Demo;

/// <summary>
/// Plays one story with the real acts, each at its time between then and now. Whatever is refused is a bug of the demo
/// and stops it.
/// </summary>
internal sealed class DemoLife(ActOnMatter act, JoinMatter join, DemoCast cast, DemoPictures pictures)
{
    private static readonly ActRequest Happy = new()
    {
        RaiserOutcome = RaiserOutcome.Solved,
        Rating = Rating.Satisfied,
    };

    private DemoStory _story = null!;
    private DemoClock _clock = null!;
    private DateTimeOffset _raisedAt;
    private RaiseMatter.Raised _raised = null!;
    private MatterStage _stage;
    private Guid? _hand;
    private CancellationToken _cancel;

    private Viewer Office => cast.Office(_story.Area);

    public async Task PlayAsync(DemoStory story, RaiseMatter.Raised raised, DemoClock clock, CancellationToken cancel)
    {
        (_story, _raised, _clock, _raisedAt, _cancel) = (story, raised, clock, clock.GetUtcNow(), cancel);
        (_stage, _hand) = (MatterStage.Raised, null);
        await (story.Story switch
        {
            "raised" => Task.CompletedTask,
            "listed" => ListAsync(),
            "declined" => OfficeAsync(Decline, new() { Reason = "private-dispute", Words = story.Reply }),
            "redirected" => OfficeAsync(Redirect, new() { Reason = "court", Words = story.Reply }),
            "answered" => AnswerAsync(),
            "answered-settled" => AnswerAsync(Happy),
            "council" => CouncilAsync(),
            _ when story.Story.StartsWith("merged", StringComparison.Ordinal) => ListAsync(),
            _ => WithBodyAsync(),
        });
        await JoinAsync();
        if (story.Has("letout"))
        {
            await OfficeAsync(LetOut, new());
        }
    }

    /// <summary>并单, once the other one has been raised.</summary>
    public async Task MergeAsync(Guid id, Guid lead, DemoStory story, DemoClock clock, CancellationToken cancel)
    {
        (_story, _raised, _clock, _cancel) = (story, new RaiseMatter.Raised(id, "", null), clock, cancel);
        clock.MoveTo(clock.Start.AddDays(-1));
        await OfficeAsync(Merge, new() { Target = lead });
    }

    private async Task ListAsync()
    {
        At(0.02, 20);
        await OfficeAsync(Accept, new());
    }

    private async Task AnswerAsync(ActRequest? heard = null)
    {
        At(0.05, 60);
        await OfficeAsync(AnswerAtOnce, new() { Words = _story.Reply });
        if (heard is not null)
        {
            await HearAsync(Confirm, heard);
        }
    }

    private async Task CouncilAsync()
    {
        await ListAsync();
        At(0.2, 600);
        await OfficeAsync(TakeToCouncil, new() { Words = "这件事要请大家一起商量，议事会开会前会通知您。" });
    }

    private async Task WithBodyAsync()
    {
        var body = await cast.BodyAsync(_story.Body, _story.Area, _cancel);
        await ListAsync();
        At(0.04, 40);
        await OfficeAsync(Dispatch, Limited(new() { Body = body, InnerWords = "请按时限办理，办完联系诉求人。" }));
        if (_story.Story is "dispatched")
        {
            return;
        }

        if (cast.HandlerOf(body) is { } handler)
        {
            _hand = handler.PersonId;
            At(0.1, 120);
            await (_story.Story is "refused" ? ReturnedAsync(handler) : DoAsync(SignFor, new(), handler));
            await WithHandlerAsync(handler);
        }
        else
        {
            await SilentAsync();
        }
    }

    // Hours pass on nights and Sundays too, so that these are late, or due today, on whatever day the demo is made.
    private ActRequest Limited(ActRequest request) => _story switch
    {
        { Story: "overdue" } => request with { LimitAmount = 48, LimitClass = LimitClass.Hour },
        _ when _story.Has("overdue") => request with { LimitAmount = 5, LimitClass = LimitClass.NaturalDay },
        { Story: "today" } => request with { LimitAmount = (int)(_story.Days * 24) + 2, LimitClass = LimitClass.Hour },
        { Story: "extension" or "extended" } => request with { LimitAmount = 30, LimitClass = LimitClass.WorkingDay },
        _ => request,
    };

    /// <summary>Nobody of the body signs in: after its window it has signed by silence.</summary>
    private async Task SilentAsync()
    {
        if (!To(WindowAfter(MatterStage.Dispatched)))
        {
            return;
        }

        await DoAsync(SignForBySilence, new(), Viewer.System);
        At(0.4, 4000);
        switch (_story.Story)
        {
            case "suspended":
                var until = ChinaTime.DayOf(_clock.Start).AddDays(40);
                await OfficeAsync(
                    Suspend, new() { Reason = "larger-project", Until = until, Words = "这条路并入雨污分流改造，完工后一起恢复路面。" });
                break;
            case "returned-upheld":
                await OfficeAsync(Redispatch, new() { Body = await cast.BodyAsync(_story.Value("to")!, _story.Area, _cancel), InnerWords = "先由物业出示台账" });
                break;
        }
    }

    private async Task ReturnedAsync(Viewer handler)
    {
        await DoAsync(
            Return, new() { Reason = "not-our-duty", Basis = "职责清单第十二条", InnerWords = "盲道属于市政设施，请转区住建局。" }, handler);
        At(0.15, 200);
        await DoAsync(RefuseReturn, new() { InnerWords = "铁柱是物业立的，谁立谁移。" }, cast["town"]);
    }

    private async Task WithHandlerAsync(Viewer handler)
    {
        At(0.2, 240);
        if (_story.Has("contact") || _story.Reply.Length > 0)
        {
            await DoAsync(RecordContact, new() { Reason = "by-phone", InnerWords = "已电话联系，约好上门时间。" }, handler);
        }

        At(0.3, 400);
        switch (_story.Story)
        {
            case "asked":
                await DoAsync(AskRaiser, new() { Words = "请告诉我们门禁卡上的号码，好去系统里查。" }, handler);
                break;
            case "extension" or "extended":
                await DoAsync(RequestExtension, new() { Days = 5, InnerWords = "材料要从厂家订货。" }, handler);
                break;
        }

        if (_story.Story is "extended")
        {
            At(0.35, 500);
            await DoAsync(EndorseExtension, new() { InnerWords = "看过订货单，情况属实。" }, cast["town"]);
            await OfficeAsync(ApproveExtension, new() { Words = "防水材料要订货，工期延长五个工作日，到货后马上施工。" });
        }

        if (_story.Reply.Length > 0)
        {
            await HandBackAsync(handler);
        }
    }

    private async Task HandBackAsync(Viewer handler)
    {
        At(0.5, 1800);
        await pictures.AfterAsync(_story, _raised.Id, handler, _cancel);
        var answer = new ActRequest { Outcome = OutcomeOf(), Words = _story.Reply };
        await DoAsync(HandBack, answer, handler);
        if (_story.Story is "redo")
        {
            await DoAsync(Redo, new() { Reason = "partly-done", InnerWords = "四楼还剩一个柜子。" }, cast.Checker(_story.Area));
            At(0.6, 2400);
            await DoAsync(HandBack, answer, handler);
        }

        if (_story.Story is "handled")
        {
            return;
        }

        At(0.6, 2500);
        if (_story.Has("signed"))
        {
            await DoAsync(
                MatterAction.SignOff, new(), cast.HeadOf(await cast.BodyAsync(_story.Body, _story.Area, _cancel)));
        }

        At(0.65, 2600);
        if (_stage is MatterStage.Handled)
        {
            await DoAsync(PassCheck, new() { InnerWords = "现场看过，属实。" }, cast.Checker(_story.Area));
        }

        await EndAsync(handler);
    }

    private HandlerOutcome OutcomeOf() =>
        _story.Story is "partly" ? HandlerOutcome.PartlySolved
        : _story.Has("explained") ? HandlerOutcome.Explained
        : HandlerOutcome.Solved;

    private async Task EndAsync(Viewer handler)
    {
        switch (_story.Story)
        {
            case "settled" or "redo" or "refused":
                await HearAsync(Confirm, Happy);
                break;
            case "partly":
                await HearAsync(
                    Confirm, new() { RaiserOutcome = RaiserOutcome.PartlySolved, Rating = Rating.Acceptable });
                break;
            case "notsettled" or "redone":
                await HearAsync(NotSettled, new() { Words = "过了两天又和原来一样。", Rating = Rating.Dissatisfied });
                break;
            case "attempt":
                At(0.7, 3600);
                await DoAsync(RecordAttempt, new() { Attempt = CallAttempt.NoAnswer }, cast["caller"]);
                break;
            case "unconfirmed" when To(WindowAfter(MatterStage.Checked)):
                await DoAsync(LeaveUnconfirmed, new(), Viewer.System);
                break;
        }

        if (_story.Story is "redone")
        {
            await AgainAsync(handler);
        }
    }

    private async Task AgainAsync(Viewer handler)
    {
        At(0.8, 8000);
        await OfficeAsync(
            Dispatch, new() { Body = await cast.BodyAsync(_story.Body, _story.Area, _cancel), InnerWords = "请换新井盖。" });
        At(0.85, 9000);
        await DoAsync(SignFor, new(), handler);
        await DoAsync(HandBack, new() { Outcome = OutcomeOf(), Words = _story.Reply }, handler);
        At(0.9, 10000);
        if (_stage is MatterStage.Handled)
        {
            await DoAsync(PassCheck, new(), cast.Checker(_story.Area));
        }

        await HearAsync(Confirm, Happy);
    }

    /// <summary>The raiser says it: on the own page, by the secret link, or to the caller.</summary>
    private Task HearAsync(MatterAction action, ActRequest request)
    {
        At(0.75, 5000);
        // Who handled it is asked by somebody else.
        return cast.Knows(_story.Who) && cast[_story.Who].PersonId != _hand ? DoAsync(action, request, cast[_story.Who])
            : _raised.Secret is { } secret ? DoAsync(action, request with { Secret = secret }, Viewer.Nobody)
            : DoAsync(action, request, cast["caller"]);
    }

    private async Task JoinAsync()
    {
        var voices = int.Parse(_story.Value("join") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        At(0.95, 12_000);
        for (var voice = 0; voice < voices && !Stages.Closed.Contains(_stage); voice++)
        {
            Sure(await join.RunAsync(_raised.Id, new RaiseRequest(), Viewer.Nobody, _cancel), "Join");
        }
    }

    private Task OfficeAsync(MatterAction action, ActRequest request) => DoAsync(action, request, Office);

    private async Task DoAsync(MatterAction action, ActRequest request, Viewer by) =>
        _stage = Sure(await act.RunAsync(_raised.Id, action, request, by, _cancel), action.ToString()).Stage;

    private T Sure<T>(Result<T> result, string what)
        where T : notnull => result.TryGet(out var value, out var refusal)
            ? value
            : throw new InvalidOperationException($"{_story.Key}, {what}: {refusal.Code}: {refusal.Message}");

    private DateTimeOffset WindowAfter(MatterStage stage)
    {
        var rules = new MatterRules();
        var limit = stage is MatterStage.Dispatched ? rules.SignFor : rules.Silence;
        return Deadline.Of(_clock.GetUtcNow(), limit, WorkCalendar.Official).At;
    }

    /// <summary>
    /// Goes on by so many minutes, or by a share of the time until now if that is sooner; never back.
    /// </summary>
    private void At(double share, int minutes)
    {
        var then = _raisedAt.AddMinutes(Math.Min(minutes, (_clock.Start - _raisedAt).TotalMinutes * share));
        _clock.MoveTo(then > _clock.GetUtcNow() ? then : _clock.GetUtcNow());
    }

    /// <summary>Goes to a moment, unless it still lies ahead.</summary>
    private bool To(DateTimeOffset moment)
    {
        if (moment > _clock.Start)
        {
            return false;
        }

        _clock.MoveTo(moment);
        return true;
    }
}
