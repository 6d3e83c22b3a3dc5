using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Tables;

/// <summary>Matters for the tables of offices, by the day on which they were raised.</summary>
internal sealed class MattersRaised(MatterSheet sheet) : MatterSource(sheet, "m.raised_at")
{
    public override string Code => "matters";

    public override string Name => IsEnglish ? "Matters, by the day raised" : "诉求（按登记日期）";

    public override string About => IsEnglish ? "Matters raised within the period." : "本期登记的诉求，一件一行。";
}

/// <summary>Matters by the day on which they were closed.</summary>
internal sealed class MattersClosed(MatterSheet sheet) : MatterSource(sheet, "m.closed_at")
{
    public override string Code => "matters-closed";

    public override string Name => IsEnglish ? "Matters, by the day closed" : "诉求（按办结日期）";

    public override string About => IsEnglish ? "Matters closed within the period." : "本期办结的诉求，一件一行。";
}

/// <summary>Matters raised of whatever the catalogue calls a dispute (矛盾纠纷).</summary>
internal sealed class Disputes(MatterSheet sheet) : MatterSource(sheet, "m.raised_at", IsDispute)
{
    private const string IsDispute =
        """
        and m.category_code in
            (select c.code from matters_categories c where c.name like '%纠纷%' or c.name like '%矛盾%')
        """;

    // As offices head a table of disputes.
    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["title"] = ["纠纷名称", "纠纷事项"],
        ["detail"] = ["纠纷情况", "纠纷简要情况", "纠纷内容", "简要情况", "基本情况", "案情"],
        ["raiser"] = ["申请人", "纠纷当事人", "当事人姓名"],
        ["place"] = ["发生地点", "纠纷地点"],
        ["category"] = ["纠纷类型", "纠纷类别", "矛盾纠纷类型", "矛盾类型"],
        ["raised"] = ["排查时间", "排查日期", "受理调解时间", "发现时间"],
        ["body"] = ["调解单位", "调解组织", "化解单位", "包案单位"],
        ["handler"] = ["调解人", "调解员", "化解责任人", "包案人"],
        ["reply"] = ["调解情况", "化解情况", "调处情况", "化解措施"],
        ["outcome"] = ["调解结果", "化解结果", "调处结果"],
        ["closed"] = ["调解时间", "化解时间", "化解日期", "调解日期"],
        ["is-closed"] = ["是否化解", "是否调解成功"],
    };

    public override string Code => "matters-disputes";

    public override string Name => IsEnglish ? "Disputes" : "矛盾纠纷";

    public override string About => IsEnglish
        ? "Matters raised within the period whose category is a dispute." : "本期登记的诉求中事项分类是纠纷、矛盾的，一件一行。";

    public override IReadOnlyList<string> CountedAs => ["矛盾纠纷数", "纠纷数", "矛盾纠纷总数", "纠纷件数"];

    public override IReadOnlyList<SourceField> Fields { get; } =
        [.. MatterFields.All.Select(field => Words.GetValueOrDefault(field.Code) is { } words
            ? field with { AlsoCalled = [.. field.AlsoCalled, .. words] }
            : field)];
}

/// <summary>What they have in common.</summary>
internal abstract class MatterSource(MatterSheet sheet, string moment, string further = "") : ISheetSource
{
    protected static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public abstract string Code { get; }

    public abstract string Name { get; }

    public abstract string About { get; }

    public virtual IReadOnlyList<string> CountedAs => [];

    public virtual IReadOnlyList<SourceField> Fields => MatterFields.All;

    public bool MayRead(Viewer viewer, AreaCode area) => viewer.May(Permission.ReadMatters, area);

    public Task<IReadOnlyList<object?[]>> RowsAsync(SourceQuestion question, CancellationToken cancel) =>
        sheet.RowsAsync(question, moment, further, cancel);
}

/// <summary>Reads matters with the words, names and numbers that a table asks for.</summary>
internal sealed class MatterSheet(
    BandengDb db, DeskNames names, IPeople people, MatterContacts contacts, IStringLocalizer<MattersText> texts)
{
    private const int Batch = 500;

    private const string Reply =
        """
        (select e.words from trail_events e where e.subject_id = m.id and e.subject_kind = 'matter'
            and e.action in ('matter.HandBack', 'matter.AnswerAtOnce') order by e.at desc, e.seq desc limit 1)
        """;

    private const string Outside =
        "(select n.number from matter_numbers n where n.matter_id = m.id order by n.platform, n.number limit 1)";

    public async Task<IReadOnlyList<object?[]>> RowsAsync(
        SourceQuestion question, string moment, string further, CancellationToken cancel)
    {
        bool Asks(params string[] fields) => fields.Any(question.Fields.Contains);
        var (first, last) = question.Area.Range;
        var sql =
            $"""
            select m.id, m.area_code, m.held_level, m.stage, m.request_type, m.channel, m.category_code, m.body_id, m.handler_id,
                m.respondent_body_id, m.protected, m.overdue, m.voices, m.returns, m.redos, m.reopenings, m.raised_at, m.dispatched_at,
                m.signed_at, m.contacted_at, m.handed_back_at, m.closed_at, m.due_at, m.handler_outcome, m.raiser_outcome, m.rating,
                t.body as title, {(Asks("detail") ? "d.body" : "null")} as detail, {(Asks("place") ? "p.body" : "null")} as place,
                {(Asks("outside") ? Outside : "null")} as outside, {(Asks("reply") ? Reply : "null")} as reply_words,
                v.id as voice_id, n.body as raiser_name, v.person_id, v.phone_cipher
            from matters m left join texts t on t.id = m.title_id
                {(Asks("detail") ? "left join texts d on d.id = m.detail_id" : "")}
                {(Asks("place") ? "left join texts p on p.id = m.place_id" : "")}
                left join matter_voices v on v.matter_id = m.id and v.is_raiser = @yes left join texts n on n.id = v.name_id
            where m.area_code between @first and @last and {moment} >= @from and {moment} < @to {further}
            order by {moment}, m.id limit @Most
            """;
        var lines = await db.RowsAsync<MatterLine>(
            sql, new { first, last, from = question.From, to = question.To, question.Most, yes = true }, cancel);
        var rows = new List<object?[]>(lines.Count);
        foreach (var batch in lines.DistinctBy(line => line.Id).Chunk(Batch))
        {
            rows.AddRange(await CellsAsync(batch, question, cancel));
        }

        return rows;
    }

    private async Task<IEnumerable<object?[]>> CellsAsync(
        MatterLine[] lines, SourceQuestion question, CancellationToken cancel)
    {
        var named = await names.OfAsync(
            lines.Select(line => line.AreaCode.Community), lines.Select(line => line.BodyId), cancel);
        var persons = await people.NamesAsync(
            lines.SelectMany(line => new[] { line.HandlerId, line.RaiserName is null ? line.PersonId : null })
                .OfType<Guid>().Distinct(),
            cancel);
        var replies = await RepliesAsync(lines, cancel);
        var cells = new List<object?[]>(lines.Length);
        foreach (var line in lines)
        {
            var phone = question.Fields.Contains("phone") ? await contacts.PhoneAsync(line, question, cancel) : null;
            var raiser = MatterContacts.ShowsName(line, question)
                ? line.RaiserName ?? (line.PersonId is { } person ? persons.GetValueOrDefault(person) : null)
                : MatterContacts.Sealed;
            cells.Add(question.Pick(field => field switch
            {
                "phone" => phone,
                "raiser" => raiser,
                "handler" => line.HandlerId is { } handler ? persons.GetValueOrDefault(handler) : null,
                "reply" => replies.GetValueOrDefault(line.Id),
                "community" => named.Area(line.AreaCode.Community),
                "category" => named.Category(line.CategoryCode),
                "body" => named.Body(line.BodyId),
                _ => Value(line, field),
            }));
        }

        return cells;
    }

    private object? Value(MatterLine line, string field) => field switch
    {
        "title" => line.Title,
        "detail" => line.Detail,
        "outside" => line.Outside,
        "place" => line.Place,
        "type" => texts[$"type.{line.RequestType}"].Value,
        "channel" => texts[$"channel.{line.Channel}"].Value,
        "stage" => texts[$"stage.{line.Stage}"].Value,
        "raised" => line.RaisedAt,
        "dispatched" => line.DispatchedAt,
        "signed" => line.SignedAt,
        "contacted" => line.ContactedAt,
        "due" => line.DueAt,
        "handed-back" => line.HandedBackAt,
        "closed" => line.ClosedAt,
        "is-closed" => line.Stage is MatterStage.Settled or MatterStage.Unconfirmed ? "是" : "否",
        "is-late" => line.Overdue ? "是" : "否",
        "outcome" => Word("outcome", line.HandlerOutcome),
        "raiser-outcome" => Word("outcome", line.RaiserOutcome),
        "rating" => Word("rating", line.Rating),
        "voices" => line.Voices,
        "returns" => line.Returns,
        "redos" => line.Redos + line.Reopenings,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Matters have no such field."),
    };

    private string? Word<T>(string prefix, T? value)
        where T : struct, Enum => value is { } one ? texts[$"{prefix}.{one}"].Value : null;

    // An act's words stand on the trail as id:commitment; the first are those to the raiser.
    private async Task<Dictionary<Guid, string?>> RepliesAsync(MatterLine[] lines, CancellationToken cancel)
    {
        var ids = lines.Select(line =>
            (line.Id, Text: Guid.TryParse(line.ReplyWords?.Split(':')[0], out var text) ? text : Guid.Empty))
            .Where(pair => pair.Text != Guid.Empty).ToDictionary(pair => pair.Id, pair => pair.Text);
        var bodies = await db.TextsAsync([.. ids.Values.Distinct()], cancel);
        return ids.ToDictionary(pair => pair.Key, pair => bodies.GetValueOrDefault(pair.Value));
    }
}
