namespace Bandeng.Pairs;

/// <summary>A kind of pair: who is brought together with whom.</summary>
internal sealed class PairKind
{
    public string Code { get; private init; } = "";

    public string Name { get; private init; } = "";

    public string NameEn { get; private init; } = "";

    /// <summary>Whether every community should have one, so that those without show.</summary>
    public bool AllHaveOne { get; private init; }

    public string NameIn(bool english) => english ? NameEn : Name;
}

/// <summary>What fills a slot.</summary>
internal enum SlotHolder
{
    Person,
    Body,
    Area,
}

/// <summary>What belongs to a pair of a kind, from a day to a day: one leader, one department …</summary>
internal sealed class PairSlot
{
    public Guid Id { get; private init; }

    public string KindCode { get; private init; } = "";

    public string Code { get; private init; } = "";

    public string Name { get; private init; } = "";

    public string NameEn { get; private init; } = "";

    public SlotHolder Holder { get; private init; }

    /// <summary>How many there should be at least.</summary>
    public long Least { get; private init; }

    public long Position { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? ValidTo { get; private set; }

    public static PairSlot Of(
        string kind, string code, string name, SlotHolder holder, int least, long position, DateOnly from) => new()
        {
            Id = Guid.CreateVersion7(),
            KindCode = kind,
            Code = code,
            Name = name,
            NameEn = name,
            Holder = holder,
            Least = least,
            Position = position,
            ValidFrom = from,
        };

    public string NameIn(bool english) => english ? NameEn : Name;

    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } last || day <= last);

    public void End(DateOnly lastDay) => ValidTo = lastDay;
}
