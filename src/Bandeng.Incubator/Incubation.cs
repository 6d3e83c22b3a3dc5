using Bandeng.Kernel;

namespace Bandeng.Incubator;

/// <summary>How far a social organization is.</summary>
internal enum IncubationStage
{
    /// <summary>想法: somebody wants one.</summary>
    Idea,

    /// <summary>帮扶中: a mentor helps.</summary>
    Helped,

    /// <summary>入驻试运行: works on trial in an incubator.</summary>
    OnTrial,

    /// <summary>已备案: filed with the town.</summary>
    Filed,

    /// <summary>已登记: registered; it is a body of its own.</summary>
    Registered,

    /// <summary>已终止: nothing came of it.</summary>
    Closed,
}

/// <summary>What a step asks for.</summary>
internal enum StepNeed
{
    Mentor,
    Incubator,
    FilingNumber,
    CertificateNumber,
    Words,
}

/// <summary>A step from one stage to another.</summary>
internal sealed record IncubationArrow(IncubationStage From, IncubationStage To, params IReadOnlyList<StepNeed> Needs);

/// <summary>Every step there is; pages draw exactly these.</summary>
internal static class IncubationArrows
{
    public static IReadOnlyList<IncubationArrow> All { get; } =
    [
        new(IncubationStage.Idea, IncubationStage.Helped, StepNeed.Mentor),
        new(IncubationStage.Helped, IncubationStage.OnTrial, StepNeed.Incubator),
        new(IncubationStage.OnTrial, IncubationStage.Helped, StepNeed.Words),
        new(IncubationStage.OnTrial, IncubationStage.Filed, StepNeed.FilingNumber),
        new(IncubationStage.OnTrial, IncubationStage.Registered, StepNeed.CertificateNumber),
        new(IncubationStage.Filed, IncubationStage.Registered, StepNeed.CertificateNumber),
        new(IncubationStage.Idea, IncubationStage.Closed, StepNeed.Words),
        new(IncubationStage.Helped, IncubationStage.Closed, StepNeed.Words),
        new(IncubationStage.OnTrial, IncubationStage.Closed, StepNeed.Words),
        new(IncubationStage.Filed, IncubationStage.Closed, StepNeed.Words),
    ];

    public static IReadOnlyList<IncubationArrow> From(IncubationStage stage) =>
        [.. All.Where(arrow => arrow.From == stage)];

    public static IncubationArrow? Find(IncubationStage from, IncubationStage to) =>
        All.FirstOrDefault(arrow => arrow.From == from && arrow.To == to);
}

/// <summary>A social organization on its way; the idea stands in the erasable store.</summary>
internal sealed class Incubation
{
    public const int NameMax = 80;

    public Guid Id { get; private init; }

    public string Name { get; private init; } = "";

    public AreaCode AreaCode { get; private init; }

    public Guid IdeaId { get; private init; }

    public IncubationStage Stage { get; private set; }

    public DateOnly StageSince { get; private set; }

    public Guid? MentorId { get; private set; }

    /// <summary>The body in which it has a place.</summary>
    public Guid? IncubatorId { get; private set; }

    /// <summary>Who wants it.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>What became of it.</summary>
    public Guid? BodyId { get; private set; }

    public long Version { get; private set; }

    public static Incubation Of(Guid id, string name, AreaCode area, Guid idea, Guid? contact, DateOnly day) => new()
    {
        Id = id,
        Name = name,
        AreaCode = area,
        IdeaId = idea,
        ContactId = contact,
        StageSince = day,
        Version = 1,
    };

    public void Move(IncubationStage to, DateOnly day, Guid? mentor, Guid? incubator)
    {
        (Stage, StageSince, Version) = (to, day, Version + 1);
        (MentorId, IncubatorId) = (mentor ?? MentorId, incubator ?? IncubatorId);
    }

    public void Become(Guid body) => BodyId = body;
}

/// <summary>One step that was taken.</summary>
internal sealed class IncubationStep
{
    public Guid Id { get; private init; }

    public Guid IncubationId { get; private init; }

    public IncubationStage? FromStage { get; private init; }

    public IncubationStage ToStage { get; private init; }

    public DateOnly OnDay { get; private init; }

    public Guid? WordsId { get; private init; }

    public long Position { get; private init; }

    public static IncubationStep Of(
        Guid of, IncubationStage? from, IncubationStage to, DateOnly day, Guid? words, long position) => new()
        {
            Id = Guid.CreateVersion7(),
            IncubationId = of,
            FromStage = from,
            ToStage = to,
            OnDay = day,
            WordsId = words,
            Position = position,
        };
}

/// <summary>What sort of paper.</summary>
internal enum PaperKind
{
    /// <summary>章程.</summary>
    Charter,

    /// <summary>成员名单.</summary>
    Members,

    /// <summary>场地证明.</summary>
    Premises,

    /// <summary>活动计划.</summary>
    Plan,

    /// <summary>备案文书.</summary>
    Filing,

    /// <summary>登记证书.</summary>
    Certificate,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>A paper that is there, by its number.</summary>
internal sealed record IncubationPaper(Guid Id, Guid IncubationId, PaperKind Kind, string Number, DateOnly OnDay)
{
    public const int NumberMax = 80;
}
