namespace Bandeng.Matters.Queries;

/// <summary>
/// What is due next about a matter, as SQL: the body's limit while a body has it, else the office's own step, and the
/// outside order's deadline if that comes first. The index <c>matters_desk</c> repeats it word for word.
/// </summary>
internal static class DeskDue
{
    private const string Own =
        "case when m.stage in ('Dispatched', 'Accepted') then case when m.asked_at is null then m.due_at end else m.stage_due_at end";

    // Once answered, the outside order waits for nothing more of ours.
    private const string Outer = "case when m.stage in ('Checked', 'Answered') then null else m.outer_due_at end";

    /// <summary>Nothing is due: it stands behind everything that is.</summary>
    public const long Never = 253402300799000;

    /// <summary>Unix milliseconds; <see cref="Never"/> where nobody's step is due.</summary>
    public const string Sql =
        $"case when {Outer} < {Own} then m.outer_due_at else coalesce({Own}, {Outer}, 253402300799000) end";

    /// <summary>Only what the office still owes something for.</summary>
    public const string Open =
        "m.stage not in ('Settled', 'Unconfirmed', 'Declined', 'Redirected', 'Merged', 'Withdrawn')";
}
