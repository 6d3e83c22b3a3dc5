using System.Globalization;
using System.Text.Json.Nodes;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;

namespace Bandeng.Matters.Pages.Rules;

/// <summary>
/// The settings as the fields of a form, by the names of a pack. What the form does not show stays as it was.
/// </summary>
internal static class RulesForm
{
    /// <summary>Settings that are a limit: an amount and in what it is counted.</summary>
    public static IReadOnlyList<string> Limits { get; } =
        ["look", "lookUrgent", "dispatch", "signFor", "return", "ruling", "handle", "check", "silence", "exclusion"];

    /// <summary>Settings that are yes or no.</summary>
    public static IReadOnlyList<string> Flags { get; } = ["signOff", "exclusionProof"];

    public const string RemindAt = "remindAt";

    /// <summary>去哪里办: the parts of who deals with it instead.</summary>
    public static IReadOnlyList<string> WayParts { get; } = ["name", "nameEn", "phone", "address"];

    /// <summary>Every setting that the form asks for.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(
        [
            .. Limits, .. Flags, RemindAt, .. RuleNumbers.All.Select(number => number.Name),
            .. Enum.GetValues<RequestType>().Select(OfType),
            .. MatterReasons.Elsewhere.SelectMany(reason => WayParts.Select(part => OfWay(reason, part))),
        ]);

    /// <summary>The field of a type's own limit.</summary>
    public static string OfType(RequestType type) => $"type.{type}";

    /// <summary>The field of one part of where a reason leads, as a refusal names it.</summary>
    public static string OfWay(string reason, string part) => $"ways.{reason}.{part}";

    /// <summary>The field that says whether replies to a type are signed.</summary>
    public static string SignOffOf(RequestType type) => $"{OfType(type)}.signOff";

    /// <summary>What the form shows for these rules; the share of a reminder is in percent.</summary>
    public static Dictionary<string, string> Read(MatterRules rules)
    {
        var pack = JsonNode.Parse(RulesFile.Write(rules))!.AsObject();
        var form = new Dictionary<string, string>();
        foreach (var name in Limits)
        {
            Split(form, name, pack[name]!.GetValue<string>());
        }

        foreach (var type in Enum.GetValues<RequestType>())
        {
            Split(form, OfType(type), rules.Types.GetValueOrDefault(type)?.Handle?.ToString());
            form[SignOffOf(type)] = rules.Types.GetValueOrDefault(type) is { SignOff: true } ? "true" : "false";
        }

        foreach (var number in RuleNumbers.All)
        {
            form[number.Name] = number.Of(rules).ToString(CultureInfo.InvariantCulture);
        }

        foreach (var name in Flags)
        {
            form[name] = pack[name]!.GetValue<bool>() ? "true" : "false";
        }

        foreach (var reason in MatterReasons.Elsewhere)
        {
            foreach (var part in WayParts)
            {
                form[OfWay(reason, part)] = pack["ways"]![reason]?[part]?.GetValue<string>() ?? "";
            }
        }

        form[RemindAt] = Math.Round(rules.RemindAt * 100).ToString(CultureInfo.InvariantCulture);
        return form;
    }

    /// <summary>
    /// The rules with what the form says, as a pack writes them; what is no number is written as it is, and refused
    /// there.
    /// </summary>
    public static string Write(MatterRules before, IReadOnlyDictionary<string, string?> form)
    {
        var pack = JsonNode.Parse(RulesFile.Write(before))!.AsObject();
        foreach (var name in Limits)
        {
            pack[name] = Joined(form, name);
        }

        pack["types"] = new JsonObject(Enum.GetValues<RequestType>()
            .Select(type => KeyValuePair.Create<string, JsonNode?>(type.ToString(), TypeOf(form, type)))
            .Where(type => type.Value is not null));
        foreach (var number in RuleNumbers.All)
        {
            pack[number.Name] = Number(form.GetValueOrDefault(number.Name), 1);
        }

        foreach (var name in Flags)
        {
            pack[name] = form.GetValueOrDefault(name) == "true";
        }

        WriteWays(pack["ways"]!.AsObject(), form);
        pack[RemindAt] = Number(form.GetValueOrDefault(RemindAt), 100);
        return pack.ToJsonString(RulesFile.Format);
    }

    /// <summary>In what a limit may be counted.</summary>
    public static IReadOnlyList<LimitClass> Classes { get; } = Enum.GetValues<LimitClass>();

    // What a type sets; null when it sets nothing.
    private static JsonObject? TypeOf(IReadOnlyDictionary<string, string?> form, RequestType type)
    {
        var set = new JsonObject();
        if (!string.IsNullOrWhiteSpace(form.GetValueOrDefault($"{OfType(type)}.amount")))
        {
            set["handle"] = Joined(form, OfType(type));
        }

        if (form.GetValueOrDefault(SignOffOf(type)) == "true")
        {
            set["signOff"] = true;
        }

        return set.Count > 0 ? set : null;
    }

    // A reason of which nothing is said leads nowhere; one that was not asked for stays as it was.
    private static void WriteWays(JsonObject ways, IReadOnlyDictionary<string, string?> form)
    {
        foreach (var reason in MatterReasons.Elsewhere.Where(
            reason => WayParts.Any(part => form.ContainsKey(OfWay(reason, part)))))
        {
            var parts = WayParts.Select(part => KeyValuePair.Create(part, form.GetValueOrDefault(OfWay(reason, part))?.Trim() ?? "")).ToList();
            if (parts.All(part => part.Value.Length == 0))
            {
                ways.Remove(reason);
            }
            else
            {
                ways[reason] = new JsonObject(
                    parts.Select(part => KeyValuePair.Create<string, JsonNode?>(part.Key, part.Value)));
            }
        }
    }

    private static void Split(Dictionary<string, string> form, string name, string? limit)
    {
        var parts = limit?.Split(' ') ?? ["", LimitClass.WorkingDay.ToText()];
        (form[$"{name}.amount"], form[$"{name}.class"]) = (parts[0], parts[1]);
    }

    private static string Joined(IReadOnlyDictionary<string, string?> form, string name) =>
        $"{form.GetValueOrDefault($"{name}.amount")?.Trim()} {form.GetValueOrDefault($"{name}.class")}";

    private static JsonValue? Number(string? text, int parts) =>
        int.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? parts == 1 ? JsonValue.Create(number) : JsonValue.Create(number / (double)parts)
            : JsonValue.Create(text ?? "");
}
