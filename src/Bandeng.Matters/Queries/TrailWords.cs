using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Pages.Handling;
using Bandeng.Organizations;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Queries;

/// <summary>A line of the trail as a sentence: 「派给桥头物业」.</summary>
internal sealed record TrailLine(HistoryLine Line, string Sentence);

/// <summary>Says in plain words what happened, in the reader's language.</summary>
internal sealed partial class TrailWords(
    IStringLocalizer<HandlingText> words, IStringLocalizer<MattersText> shared, IBodies bodies, IPeople people,
    TimeWords times)
{
    internal static readonly string[] ByRaiser =
        ["Raise", "Join", "Appeal", "RaiserReplies", "Confirm", "NotSettled", "Withdraw", "GoOn", "AddFile"];

    private static readonly string[] ByBody =
    [
        "SignFor", "Return", "PassOn", "RecordContact", "RequestExtension", "HandBack", "AssistReply",
    ];

    public async Task<IReadOnlyList<TrailLine>> SayAsync(IReadOnlyList<HistoryLine> history, CancellationToken cancel)
    {
        var bodyNames = await bodies.NamesAsync(Ids(history, "body"), cancel);
        var personNames = await people.NamesAsync([.. Ids(history, "person"), .. Ids(history, "to")], cancel);
        var named = bodyNames.Concat(personNames).ToDictionary(pair => pair.Key.ToString(), pair => pair.Value);
        return [.. history.Select(line => new TrailLine(line, Sentence(line, named)))];
    }

    private static IEnumerable<Guid> Ids(IEnumerable<HistoryLine> history, string fact) => history
        .Select(line => Fact(line, fact))
        .Where(text => text is not null)
        .Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)
        .Where(id => id != Guid.Empty)
        .Distinct();

    private static string? Fact(HistoryLine line, string name) =>
        line.Facts.TryGetValue(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value.ToString()
            : null;

    private string Sentence(HistoryLine line, Dictionary<string, string> named)
    {
        var template = words[$"trail.{line.Action}"];
        return template.ResourceNotFound
            ? shared[$"action.{line.Action}"]
            : Blank().Replace(template, match => Filled(match.Groups[1].Value, line, named));
    }

    private string Filled(string blank, HistoryLine line, Dictionary<string, string> named) => blank switch
    {
        "who" => line.Who ?? words[
            ByRaiser.Contains(line.Action) ? "who.raiser" : ByBody.Contains(line.Action) ? "who.body" : "who.office"],
        "body" or "person" or "to" => named.GetValueOrDefault(Fact(line, blank) ?? "") ?? words["who.body"],
        "limit" => LimitOf(Fact(line, "limit")),
        "due" =>
            DateTimeOffset.TryParse(Fact(line, "due"), CultureInfo.InvariantCulture, out var due) ? times.At(due) : "",
        "outcome" or "rating" or "attempt" or "reason" =>
            Fact(line, blank) is { } value ? shared[$"{blank}.{value}"] : "",
        _ => Fact(line, blank) ?? "",
    };

    // Written by a dispatch as 「3 working-day」.
    private string LimitOf(string? text) =>
        text?.Split(' ') is [var amount, var name] && LimitClasses.TryParse(name, out var kind)
            ? $"{amount} {shared[$"limit.{kind}"].Value}"
            : "";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Blank();
}
