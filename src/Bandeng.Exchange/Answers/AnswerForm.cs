using System.Globalization;
using System.Resources;
using Bandeng.Exchange.Incoming;
using Bandeng.Exchange.Mapping;
using Bandeng.Exchange.Platforms;
using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters;
using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Exchange.Answers;

/// <summary>An answer in its platform's words: heading and text, in the order of its columns.</summary>
internal sealed record AnswerRow(
    Guid Id, string Number, AnswerKind Kind, DateTimeOffset At, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>
/// Says answers in the words and codes of a platform. Nothing that is the office's own is among them.
/// </summary>
internal sealed class AnswerForm(BandengDb db, IBodies bodies, IPeople people, IMatterFiles files)
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly ResourceManager Words = new(typeof(MattersText).FullName!, typeof(MattersText).Assembly);

    /// <summary>Answers that cannot be said are left out: their words were erased.</summary>
    public async Task<IReadOnlyList<AnswerRow>> SayAsync(
        Platform platform, IReadOnlyList<OrderAnswer> answers, IReadOnlyDictionary<Guid, OutsideOrder> orders,
        OrderMapping mapping,
        CancellationToken cancel)
    {
        var bodyNames = await bodies.NamesAsync(
            answers.Select(answer => answer.BodyId).OfType<Guid>().Distinct(), cancel);
        var personNames = await people.NamesAsync(
            answers.SelectMany(answer => new[] { answer.PersonId, answer.SignedOffBy }).OfType<Guid>().Distinct(),
            cancel);
        var texts = await db.TextsAsync(
            [.. answers.Select(answer => answer.WordsId).Concat(orders.Values.Select(order => order.KeptId))
                .OfType<Guid>().Distinct()],
            cancel);
        var handedBack = IsSaid("attachments", mapping.Answers)
            ? (await files.HandedBackAsync(
                [.. answers.Where(HasFiles).Select(answer => orders[answer.OrderId].MatterId).Distinct()], cancel))
                .ToLookup(file => file.MatterId)
            : null;
        return [.. answers.Where(answer => !IsErased(answer, texts))
            .Select(answer => Say(answer, orders[answer.OrderId], mapping.Answers, Value))];

        string? Value(OrderAnswer answer, string field) => field switch
        {
            "body" => answer.BodyId is { } body ? bodyNames.GetValueOrDefault(body) : null,
            "person" => answer.PersonId is { } person ? personNames.GetValueOrDefault(person) : null,
            "signedOffBy" => answer.SignedOffBy is { } head ? personNames.GetValueOrDefault(head) : null,
            "reply" or "handling" => answer.WordsId is { } words ? texts.GetValueOrDefault(words) : null,
            "attachments" when HasFiles(answer) => handedBack is null ? null : string.Join(';', handedBack[orders[answer.OrderId].MatterId]
                .Where(file => file.AddedAt <= answer.At)
                .Select(file => $"/api/v1/exchange/{platform.Code}/answers/{answer.Id}/files/{file.Id}")),
            "kept" => orders[answer.OrderId].KeptId is { } kept ? texts.GetValueOrDefault(kept) : null,
            _ => null,
        };
    }

    public static bool IsErased(OrderAnswer answer, IReadOnlyDictionary<Guid, string?> texts) =>
        answer.WordsId is { } words && texts.GetValueOrDefault(words) is null;

    /// <summary>Only a result has something to show for it.</summary>
    public static bool HasFiles(OrderAnswer answer) => answer.Kind is AnswerKind.Outcome;

    /// <summary>What our words are called where nobody says otherwise.</summary>
    public static string Usual(string field, string value) => field switch
    {
        "kind" => value switch
        {
            nameof(AnswerKind.SignedFor) => "签收",
            nameof(AnswerKind.Contacted) => "已联系诉求人",
            nameof(AnswerKind.Outcome) => "办结",
            nameof(AnswerKind.Declined) => "不予受理",
            nameof(AnswerKind.Return) => "退单",
            _ => "申请延期",
        },
        "contactWay" => Usual("reason", value),
        "solved" => value == "yes" ? "是" : "否",
        _ => Words.GetString($"{field}.{value}", Chinese) ?? value,
    };

    private static AnswerRow Say(
        OrderAnswer answer, OutsideOrder order, AnswerMapping mapping, Func<OrderAnswer, string, string?> named)
    {
        var fields = ColumnsOf(mapping)
            .Select(column =>
                KeyValuePair.Create(
                    column.Key,
                    column.Value.StartsWith('=')
                        ? column.Value[1..]
                        : Value(answer, order, column.Value, mapping, named) ?? ""))
            .ToList();
        var kept = mapping.Keep.Count > 0 ? KeptOrder.Parse(named(answer, "kept")) : null;
        fields.AddRange(
            mapping.Keep.Where(name => kept!.Kept.ContainsKey(name))
                .Select(name => KeyValuePair.Create(name, kept!.Kept[name])));
        return new(answer.Id, order.Number, answer.Kind, answer.At, fields);
    }

    private static IReadOnlyDictionary<string, string> ColumnsOf(AnswerMapping mapping) =>
        mapping.Fields.Count > 0 ? mapping.Fields : AnswerMapping.Usual.Fields;

    private static bool IsSaid(string field, AnswerMapping mapping) => ColumnsOf(mapping).Values.Contains(field);

    private static string? Value(
        OrderAnswer answer, OutsideOrder order, string field, AnswerMapping mapping,
        Func<OrderAnswer, string, string?> named) => field switch
        {
            "id" => answer.Id.ToString(),
            "number" => order.Number,
            "kind" => Code(mapping, field, answer.Kind.ToString()),
            "at" => Moment(answer.At, mapping.Date),
            "signedAt" => answer.Kind is AnswerKind.SignedFor ? Moment(answer.At, mapping.Date) : null,
            "contactedAt" => answer.Kind is AnswerKind.Contacted ? Moment(answer.At, mapping.Date) : null,
            "contactWay" =>
                answer is { Kind: AnswerKind.Contacted, Reason: { } way } ? Code(mapping, field, way) : null,
            "outcome" => answer.Outcome is { } outcome ? Code(mapping, field, outcome.ToString()) : null,
            "solved" =>
                answer.Outcome is { } outcome
                    ? Code(mapping, field, outcome is HandlerOutcome.Solved ? "yes" : "no")
                    : null,
            "reason" =>
                answer is { Kind: not AnswerKind.Contacted, Reason: { } reason } ? Code(mapping, field, reason) : null,
            "basis" => answer.Basis,
            "days" => answer.Days?.ToString(CultureInfo.InvariantCulture),
            "due" => order.DueAt is { } due ? Moment(due, mapping.Date) : null,
            _ => named(answer, field),
        };

    private static string Code(AnswerMapping mapping, string field, string value) =>
        mapping.Codes.GetValueOrDefault(field)?.GetValueOrDefault(value) ?? Usual(field, value);

    private static string Moment(DateTimeOffset at, string pattern) => pattern switch
    {
        "epoch-s" => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "epoch-ms" => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        _ => ChinaTime.OnTheWall(at).ToString(pattern, CultureInfo.InvariantCulture),
    };
}
