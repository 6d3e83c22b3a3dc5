using Bandeng.Kernel;

namespace Bandeng.Pairs;

/// <summary>Two or more who are brought together for a purpose, from a day to a day.</summary>
internal sealed class Pair
{
    public const int PurposeMax = 200;

    public Guid Id { get; private init; }

    public string KindCode { get; private init; } = "";

    /// <summary>The community or village that it is for; of an alliance the leading one.</summary>
    public AreaCode AreaCode { get; private init; }

    public string Purpose { get; private init; } = "";

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? ValidTo { get; private set; }

    public long Version { get; private set; }

    public static Pair Of(Guid id, string kind, AreaCode area, string purpose, DateOnly from, DateOnly? lastDay) =>
        new()
        {
            Id = id,
            KindCode = kind,
            AreaCode = area,
            Purpose = purpose,
            ValidFrom = from,
            ValidTo = lastDay,
            Version = 1,
        };

    public void End(DateOnly lastDay) => (ValidTo, Version) = (lastDay, Version + 1);
}

/// <summary>Who fills a slot of a pair, from a day to a day.</summary>
internal sealed class PairSide
{
    public Guid Id { get; private init; }

    public Guid PairId { get; private init; }

    public string SlotCode { get; private init; } = "";

    public Guid? PersonId { get; private init; }

    public Guid? BodyId { get; private init; }

    public AreaCode? AreaCode { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? ValidTo { get; private set; }

    public long Version { get; private set; }

    public static PairSide Of(Guid pair, string slot, FoundSide side, DateOnly from) => new()
    {
        Id = Guid.CreateVersion7(),
        PairId = pair,
        SlotCode = slot,
        PersonId = side.Person,
        BodyId = side.Body,
        AreaCode = side.Area,
        ValidFrom = from,
        Version = 1,
    };

    public bool Is(FoundSide side) => (PersonId, BodyId, AreaCode) == (side.Person, side.Body, side.Area);

    public void End(DateOnly lastDay) => (ValidTo, Version) = (lastDay, Version + 1);
}

/// <summary>Who or what was named for a slot; exactly one of the three.</summary>
internal sealed record FoundSide(Guid? Person, Guid? Body, AreaCode? Area);

/// <summary>What sort of note.</summary>
internal enum NoteKind
{
    /// <summary>帮扶任务: to be done by a day.</summary>
    Task,

    /// <summary>联系记录: they met or spoke.</summary>
    Contact,
}

/// <summary>A task or a contact of a pair; its words stand in the erasable store.</summary>
internal sealed class PairNote
{
    public Guid Id { get; private init; }

    public Guid PairId { get; private init; }

    public NoteKind Kind { get; private init; }

    public DateOnly OnDay { get; private init; }

    public DateOnly? DueDay { get; private init; }

    public DateOnly? DoneDay { get; private set; }

    public Guid WordsId { get; private init; }

    public long Version { get; private set; }

    public static PairNote Of(Guid id, Guid pair, NoteKind kind, DateOnly day, DateOnly? due, Guid words) => new()
    {
        Id = id,
        PairId = pair,
        Kind = kind,
        OnDay = day,
        DueDay = kind is NoteKind.Task ? due : null,
        WordsId = words,
        Version = 1,
    };

    public void Done(DateOnly day) => (DoneDay, Version) = (day, Version + 1);
}
