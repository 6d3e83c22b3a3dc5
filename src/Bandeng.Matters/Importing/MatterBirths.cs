using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Secrets;
using Bandeng.Kernel.Trail;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Organizations;

namespace Bandeng.Matters.Importing;

/// <summary>The rows that one imported matter becomes.</summary>
internal sealed record Birth(Matter Matter, Voice Voice, OutsideNumber? Number, MatterImport Import);

/// <summary>
/// Makes matters of lines, at the time when they were raised; what was answered elsewhere is recorded as that.
/// </summary>
internal sealed class MatterBirths(
    BandengDb db, Placing placing, DaysRules days, IPeople people, SecretBox box, ManyWords words)
{
    /// <param name="code">查询码 that nobody has.</param>
    public async Task<Birth> MakeAsync(MatterLine line, string code, DateTimeOffset now, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7(line.RaisedAt);
        var (request, at) = (line.Request, line.RaisedAt);
        var spot = await placing.FindAsync(request, cancel);
        var said = new List<KeptText>();
        KeptText? Keep(string? text)
        {
            if (text?.Trim() is not { Length: > 0 } given)
            {
                return null;
            }

            said.Add(words.Keep(id, given, at));
            return said[^1];
        }

        var (title, detail) = (Keep(RaiseChecks.TitleOf(request))!, Keep(request.Detail)!);
        var (place, name, note) = (Keep(request.PlaceWords), Keep(request.Name), Keep(line.Note));
        var (rules, category) = await days.OnAsync(ChinaTime.DayOf(at), request.Category, cancel);
        var birth = new Matter.Birth(
            id, request.Kind, request.RequestType ?? RequestType.Help, request.Channel ?? Channel.System, spot.Area,
            title.Id, detail.Id)
        {
            CategoryCode = category,
            PlaceId = place?.Id,
            Longitude = spot.Longitude,
            Latitude = spot.Latitude,
            Urgent = request.Urgent,
            Protected = request.Protected,
            Source = request.Source!,
            SourceId = request.SourceId,
            OuterDueAt = request.OuterDueAt,
        };
        var look = Deadline.Of(at, request.Urgent ? rules.LookUrgent : rules.Look, WorkCalendar.Official);
        var matter = Matter.Raise(birth, at, look.At);
        var voice = Voice.Of(id, true, code, await ContactAsync(request, name, cancel), false, at);
        Record(matter, voice, note, said, now);
        var import = new MatterImport { MatterId = id, NoteId = note?.Id, ImportedAt = now };
        Answer(matter, import, line.Answer, rules, now);
        var number = request.OutsideNumber is { } outside
            ? new OutsideNumber(request.Platform ?? RaiseRequest.DefaultPlatform, outside, id, request.OuterDueAt)
            : null;
        return new Birth(matter, voice, number, import);
    }

    /// <summary>
    /// An answer given elsewhere: 核查通过 and, once silence has lasted, 未确认. One that says only that it was received
    /// leaves the matter in hand and open.
    /// </summary>
    public void Answer(
        Matter matter, MatterImport import, RecordedAnswer? answer, MatterRules rules, DateTimeOffset now)
    {
        if (answer is null)
        {
            return;
        }

        var reply = answer.Words is { } text ? words.Keep(matter.Id, text, answer.At) : null;
        (import.ReplyId, import.AnsweredAt) = (reply?.Id, answer.At);
        var (from, isEmpty) = (matter.Stage, answer.Words is { } said && Acknowledgement.IsAll(said));
        if (matter.IsUntouched && isEmpty)
        {
            matter.TakeUpElsewhere();
        }
        else if (matter.IsUntouched)
        {
            var silence = StageClock.DueAfter(MatterStage.Answered, matter, rules, answer.At)!.Value;
            matter.AnswerElsewhere(answer.At, reply is null ? null : HandlerOutcome.Explained, silence, now);
        }

        db.Record(new TrailEntry("matter", matter.Id, matter.AreaCode, "matter.RecordAnswer", Viewer.System, answer.At)
        {
            FromState = from.ToString(),
            ToState = matter.Stage.ToString(),
            Words = reply is null ? [] : [reply],
            Facts = new Dictionary<string, object?>
            {
                ["imported"] = true,
                ["importedAt"] = now,
                ["acknowledgement"] = isEmpty,
            },
        });
    }

    private void Record(Matter matter, Voice voice, KeptText? note, IReadOnlyList<KeptText> said, DateTimeOffset now)
    {
        var facts = new Dictionary<string, object?>
        {
            ["channel"] = matter.Channel.ToString(),
            ["type"] = matter.RequestType.ToString(),
            ["category"] = matter.CategoryCode,
            ["area"] = matter.AreaCode,
            ["voice"] = voice.Id,
            ["imported"] = true,
            ["importedAt"] = now,
        };
        if (note is not null)
        {
            // Columns that nobody sorted may hold a telephone: for the offices over the place alone.
            (facts["inner"], facts["office"]) = (note.Id, true);
        }

        db.Record(new TrailEntry("matter", matter.Id, matter.AreaCode, "matter.Raise", Viewer.System, matter.RaisedAt)
        {
            ToState = nameof(MatterStage.Raised),
            Words = said,
            Facts = facts,
        });
    }

    private async Task<Voice.Contact> ContactAsync(RaiseRequest request, KeptText? name, CancellationToken cancel)
    {
        if (request.Phone is null || !PhoneNumber.Normalize(request.Phone).TryGet(out var number, out _))
        {
            return new Voice.Contact(null, name?.Id, null, null, null);
        }

        var phone = ClosedPhone.Of(box, number);
        var person = await people.FindByPhoneAsync(number, cancel);
        return new Voice.Contact(person?.Id, name?.Id, phone.Cipher, phone.Fingerprint, null);
    }
}
