using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;

namespace Bandeng.Matters.Packs;

/// <summary>
/// What a pack may not say: settings out of range, arrows that the table has not, a stage without a way out.
/// </summary>
internal static class RulesChecks
{
    private const int WordMax = 40;

    private static readonly string[] Worded =
        ["stage.", "action.", "type.", "channel.", "outcome.", "raiserOutcome.", "rating.", "reason."];

    public static Refusal? FirstFault(MatterRules rules) =>
        Settings(rules)
        ?? rules.Words.Select(word => Word(word.Key, word.Value)).FirstOrDefault(fault => fault is not null)
        ?? rules.Ways.Select(way => Elsewhere(way.Key, way.Value)).FirstOrDefault(fault => fault is not null)
        ?? rules.Kinds.Select(kind => Kind(rules, kind.Key, kind.Value)).FirstOrDefault(fault => fault is not null);

    private static Refusal? Settings(MatterRules rules) =>
        RuleNumbers.All.Select(number => Between(number.Of(rules), number.Least, number.Most, number.Name))
            .FirstOrDefault(fault => fault is not null)
        ?? Between(rules.UrgeAfter, 1, rules.NoticeAfter, "urgeAfter")
        ?? Between(rules.NoticeAfter, 1, rules.SuperviseAfter, "noticeAfter")
        ?? (rules.RemindAt is > 0 and < 1 ? null : Refuse("pack.setting", "remindAt: more than 0 and less than 1."));

    private static Refusal? Between(int value, int least, int most, string name) =>
        value >= least && value <= most ? null : Refuse("pack.setting", $"{name}: {least} to {most}, not {value}.");

    private static Refusal? Word(string key, PackWord? word) =>
        !Worded.Any(key.StartsWith) ? Refuse("pack.word", $"words.{key}: no such word.")
        : word is { Zh.Length: > 0 and <= WordMax, En.Length: > 0 and <= WordMax } ? null
        : Refuse("pack.word", $"words.{key}: Chinese and English, 1 to {WordMax} characters each.");

    private static Refusal? Elsewhere(string reason, OtherOffice? way) =>
        !MatterReasons.Elsewhere.Contains(reason)
            ? Refuse("pack.way", $"ways.{reason}: one of {string.Join(", ", MatterReasons.Elsewhere)}.")
        : way?.Name is not { Length: <= OtherOffice.PartMax } name || name.IsUnseen()
            ? Refuse("pack.way", $"ways.{reason}.name: 1 to {OtherOffice.PartMax} characters.")
        : Part(reason, "nameEn", way.NameEn) ?? Part(reason, "phone", way.Phone)
        ?? Part(reason, "address", way.Address);

    private static Refusal? Part(string reason, string part, string? text) =>
        text is { Length: <= OtherOffice.PartMax }
            ? null
            : Refuse("pack.way", $"ways.{reason}.{part}: at most {OtherOffice.PartMax} characters.");

    private static Refusal? Kind(MatterRules rules, string name, KindRules kind) =>
        !RaiseChecks.Kinds.Contains(name) ? Refuse(
            "pack.kind", $"kinds.{name}: one of {string.Join(", ", RaiseChecks.Kinds)}.")
        : kind.Roles.Where(role => IsWidened(role.Key, role.Value))
            .Select(role => (MatterAction?)role.Key).FirstOrDefault() is { } widened
            ? Refuse(
                "pack.role",
                $"kinds.{name}.roles.{widened}: only those whom the table allows, and one of them at least.")
        : DeadEnd(rules, name) is { } stage ? Refuse("pack.dead-end", $"kinds.{name}: nothing leads on from {stage}.")
        : null;

    private static bool IsWidened(MatterAction action, IReadOnlyList<Capacity> who) => MatterWorkflow.Arrows
        .Where(arrow => arrow.Action == action)
        .Any(arrow => who.Count == 0 || who.Except(arrow.Who).Any());

    // A matter that gets somewhere must be able to get to an end.
    private static MatterStage? DeadEnd(MatterRules rules, string kind)
    {
        var reached = new HashSet<MatterStage> { MatterStage.Raised };
        var open = new Queue<MatterStage>(reached);
        while (open.TryDequeue(out var stage))
        {
            foreach (var next in rules.From(kind, stage).Select(arrow => arrow.To)
                .OfType<MatterStage>().Where(reached.Add))
            {
                open.Enqueue(next);
            }
        }

        return reached.Where(stage => !Stages.Closed.Contains(stage))
            .Select(stage => (MatterStage?)stage)
            .FirstOrDefault(stage => !EndsFrom(rules, kind, stage!.Value));
    }

    private static bool EndsFrom(MatterRules rules, string kind, MatterStage start)
    {
        var seen = new HashSet<MatterStage> { start };
        var open = new Queue<MatterStage>(seen);
        while (open.TryDequeue(out var stage))
        {
            if (Stages.Closed.Contains(stage))
            {
                return true;
            }

            foreach (var next in rules.From(kind, stage)
                .Select(arrow => arrow.To).OfType<MatterStage>().Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }

        return false;
    }

    private static Refusal Refuse(string code, string message) => new(RefusalKind.Invalid, code, message);
}
