namespace Bandeng.Households.Care;

/// <summary>That a linked-household head looks after a household, from a day to a day.</summary>
internal sealed class CareLink
{
    public Guid Id { get; private init; }

    public Guid HouseholdId { get; private init; }

    /// <summary>The post of the head, in the organizations.</summary>
    public Guid PostId { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The first day on which it is no more.</summary>
    public DateOnly? ValidTo { get; private set; }

    public long Version { get; private set; }

    public static CareLink Of(Guid household, Guid post, DateOnly from) => new()
    {
        Id = Guid.CreateVersion7(),
        HouseholdId = household,
        PostId = post,
        ValidFrom = from,
        Version = 1,
    };

    public void End(DateOnly on) => (ValidTo, Version) = (on, Version + 1);
}
