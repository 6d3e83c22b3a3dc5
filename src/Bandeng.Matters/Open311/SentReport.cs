namespace Bandeng.Matters.Open311;

/// <summary>With which key a matter came in; that key alone reads its words before they are let out.</summary>
internal sealed class SentReport
{
    public Guid MatterId { get; init; }

    public Guid TokenId { get; init; }

    /// <summary>What was sent beside the words; null when nothing was.</summary>
    public Guid? AsideId { get; init; }
}
