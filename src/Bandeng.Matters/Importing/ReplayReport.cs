using System.Text.Json;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Importing;

/// <summary>What a replay of real lives came to. Counts and codes only, never a word of a message.</summary>
internal sealed class ReplayReport
{
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _stages = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _dispatched = new(StringComparer.Ordinal);

    public int Raised { get; set; }

    /// <summary>Acts that went through, raising included.</summary>
    public int Acts { get; set; }

    /// <summary>Matters that the source's label or the keywords gave a category.</summary>
    public int Classified { get; set; }

    public int HandedBack { get; set; }

    public int HandedBackInTime { get; set; }

    /// <summary>Refusals under act and code.</summary>
    public IReadOnlyDictionary<string, int> Refused => _refused;

    /// <summary>Where the matters ended.</summary>
    public IReadOnlyDictionary<string, int> Stages => _stages;

    /// <summary>Dispatches by how the body was chosen.</summary>
    public IReadOnlyDictionary<string, int> Dispatched => _dispatched;

    public void Refuse(string act, string code) => Count(_refused, $"{act}: {code}");

    public void End(MatterStage stage) => Count(_stages, stage.ToString());

    public void Dispatch(RouteBy by) => Count(_dispatched, by.ToString());

    /// <summary>
    /// The counts with 按期办结率 (in time, of those handed back) and 办结率 (handed back, of all), and the figures.
    /// </summary>
    public string ToJson(TimeSpan took, FiguresOfSource figures) => JsonSerializer.Serialize(
        new
        {
            raised = Raised,
            classified = Classified,
            dispatched = _dispatched,
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
            figures,
        },
        ImportedMatters.Json);

    private static void Count(SortedDictionary<string, int> counts, string key) =>
        counts[key] = counts.GetValueOrDefault(key) + 1;

    private static double? Share(int part, int whole) => whole == 0 ? null : Math.Round((double)part / whole, 4);
}
