using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bandeng.Kernel.Clocks;

/// <summary>How long something may take: 3 working days, 24 hours.</summary>
public sealed record Limit
{
    public const int Least = 1;

    public const int Most = 100_000;

    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 or more than 10,000; ask <see cref="Of"/>
    /// first.</exception>
    public Limit(int amount, LimitClass limitClass)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, Least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, Most);
        (Amount, Class) = (amount, limitClass);
    }

    public int Amount { get; }

    public LimitClass Class { get; }

    /// <summary>Reads <c>3 working-day</c>, as packs and the trail write it.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Limit? limit)
    {
        limit = text?.Split(' ') is [var amount, var name]
            && int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && LimitClasses.TryParse(name, out var kind)
            && Of(number, kind).TryGet(out var read, out _)
                ? read
                : null;
        return limit is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Class.ToText()}");

    /// <summary>A limit that a person or a pack set.</summary>
    public static Result<Limit> Of(int amount, LimitClass limitClass) => amount is >= Least and <= Most
        ? new Limit(amount, limitClass)
        : new Refusal(RefusalKind.Invalid, "limit.amount", $"A limit is {Least} to {Most}, not {amount}.");
}
