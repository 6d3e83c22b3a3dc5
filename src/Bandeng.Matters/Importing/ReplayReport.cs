using System.Text.Json;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Importing;

/// <summary>What a replay of real lives came to. Counts and codes only, never a word of a message.</summary>
internal sealed class ReplayReport
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _stages = new(StringComparer.Ordinal);

    public int Raised { get; set; }

    /// <summary>Acts that went through, raising included.</summary>
    public int Acts { get; set; }

    /// <summary>Matters that the keywords gave a category.</summary>
    public int Classified { get; set; }

    public int HandedBack { get; set; }

    public int HandedBackInTime { get; set; }

    /// <summary>Counts a refusal under its act and code.</summary>
    public void Refuse(string act, string code) => _refused[$"{act}: {code}"] = _refused.GetValueOrDefault($"{act}: {code}") + 1;

    public void End(MatterStage stage) => _stages[stage.ToString()] = _stages.GetValueOrDefault(stage.ToString()) + 1;

    /// <summary>The counts with 按期办结率 (in time, of those handed back) and 办结率 (handed back, of all).</summary>
    public string ToJson(TimeSpan took) => JsonSerializer.Serialize(
        new
        {
            raised = Raised,
            classified = Classified,
            acts = Acts,
            handedBack = HandedBack,
            inTimeRate = Share(HandedBackInTime, HandedBack),
            handedBackRate = Share(HandedBack, Raised),
            unconfirmedRate = Share(_stages.GetValueOrDefault(nameof(MatterStage.Unconfirmed)), Raised),
            stages = _stages,
            refused = _refused,
            seconds = Math.Round(took.TotalSeconds, 1),
            mattersPerSecond = Math.Round(Raised / took.TotalSeconds, 1),
            actsPerSecond = Math.Round(Acts / took.TotalSeconds, 1),
        },
        Json);

    private static double? Share(int part, int whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);
}
