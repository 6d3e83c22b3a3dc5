namespace Bandeng.Kernel.Clocks;

/// <summary>How long something may take: 3 working days, 24 hours.</summary>
public sealed record Limit
{
    public const int Least = 1;

    public const int Most = 10_000;

    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 or more than 10,000; ask <see cref="Of"/> first.</exception>
    public Limit(int amount, LimitClass limitClass)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, Least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, Most);
        (Amount, Class) = (amount, limitClass);
    }

    public int Amount { get; }

    public LimitClass Class { get; }

    /// <summary>A limit that a person or a pack set.</summary>
    public static Result<Limit> Of(int amount, LimitClass limitClass) => amount is >= Least and <= Most
        ? new Limit(amount, limitClass)
        : new Refusal(RefusalKind.Invalid, "limit.amount", $"A limit is {Least} to {Most}, not {amount}.");
}
