using Bandeng.Matters.Life;

namespace Bandeng.Matters.Queries.Board;

/// <summary>What a figure of the board counts, and the list behind it shows.</summary>
internal enum BoardGroup
{
    All,

    /// <summary>The office, or the raiser, owes the next step.</summary>
    Open,

    /// <summary>办结: the raiser says so.</summary>
    Settled,

    /// <summary>未确认: nobody heard from the raiser in time.</summary>
    Unconfirmed,

    /// <summary>超期: handed back too late, or late now.</summary>
    Overdue,

    /// <summary>不予受理、告知途径.</summary>
    Other,
}

/// <summary>
/// The conditions in SQL. They are made of stages alone, so that nothing a reader sends is part of them.
/// </summary>
internal static class BoardConditions
{
    /// <summary>What counts at all: a merged matter counts where it went, a withdrawn one was taken back.</summary>
    public const string Counted = "m.stage not in ('Merged', 'Withdrawn')";

    /// <summary>投诉、举报 are shown as numbers by category, never one by one.</summary>
    public const string Listed = "m.request_type not in ('Complaint', 'Report')";

    /// <summary>Whose words everyone may read. Said once more here, whatever an import has let in.</summary>
    public const string Readable = "m.let_out_at is not null and not m.protected and " + Listed;

    /// <summary>As <see cref="Matter.IsLate"/> and <see cref="Matter.Overdue"/> say it; needs <c>@Now</c>.</summary>
    public static readonly string Late =
        $"(m.overdue or (m.stage in ({Names(Stages.Running)}) and m.handed_back_at is null and m.asked_at is null and m.due_at < @Now))";

    private static readonly MatterStage[] Other = [MatterStage.Declined, MatterStage.Redirected];

    private static readonly MatterStage[] Open = [.. Enum.GetValues<MatterStage>()
        .Where(stage => !Stages.Closed.Contains(stage))];

    public static string Of(BoardGroup group) => group switch
    {
        BoardGroup.All => "1 = 1",
        BoardGroup.Open => $"m.stage in ({Names(Open)})",
        BoardGroup.Settled => $"m.stage = '{nameof(MatterStage.Settled)}'",
        BoardGroup.Unconfirmed => $"m.stage = '{nameof(MatterStage.Unconfirmed)}'",
        BoardGroup.Overdue => Late,
        BoardGroup.Other => $"m.stage in ({Names(Other)})",
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, null),
    };

    private static string Names(IEnumerable<MatterStage> stages) =>
        string.Join(", ", stages.Select(stage => $"'{stage}'"));
}
