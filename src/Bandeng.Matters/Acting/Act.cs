using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>One act under way: what is asked, by whom, on what; and what of it goes onto the trail.</summary>
internal sealed record Act(
    Matter Matter, Arrow Arrow, ActRequest Request, Viewer By, MatterRules Rules, DateTimeOffset Now)
{
    /// <summary>In what capacity it is done.</summary>
    public required Capacity As { get; init; }

    /// <summary>The voice that speaks, or is spoken for.</summary>
    public Voice? Voice { get; init; }

    /// <summary>What the trail keeps beside the words: ids, codes, numbers; never personal text.</summary>
    public Dictionary<string, object?> Facts { get; } = [];

    /// <summary>Commitments to the words of the act.</summary>
    public List<KeptText> Words { get; } = [];

    /// <summary>Which of them go to the raiser.</summary>
    public Guid? WordsId { get; set; }

    /// <summary>Which of them stay inside the office.</summary>
    public Guid? InnerWordsId { get; set; }

    /// <summary>False when only a voice is heard and the matter stays where it is.</summary>
    public bool Moves { get; set; } = true;

    /// <summary>What follows from it at once, done by the installation in the same transaction.</summary>
    public (MatterAction Action, ActRequest Request)? Then { get; set; }

    /// <summary>When the next step is due, if the act says so itself.</summary>
    public DateTimeOffset? StageDue { get; set; }
}
