using Bandeng.Households.Care;
using Bandeng.Kernel;

namespace Bandeng.Households.Needs;

/// <summary>Who said yes.</summary>
internal enum ConsentBy
{
    /// <summary>本人.</summary>
    Self,

    /// <summary>监护人.</summary>
    Guardian,
}

/// <summary>How the yes was given.</summary>
internal enum ConsentWay
{
    /// <summary>A signed paper that lies in a folder of the office.</summary>
    Paper,

    /// <summary>A code that was sent to the person's telephone.</summary>
    Code,
}

/// <summary>Why care ended.</summary>
internal enum NeedEnd
{
    /// <summary>到期.</summary>
    Expired,

    /// <summary>撤回同意.</summary>
    Withdrawn,

    /// <summary>不再需要: moved away, grew up, got well.</summary>
    Over,
}

/// <summary>What a consent says.</summary>
/// <param name="Name">Of the guardian, closed.</param>
/// <param name="Paper">Where the signed paper lies.</param>
internal sealed record Consent(ConsentBy By, string? Name, ConsentWay Way, string? Paper, DateOnly On);

/// <summary>What is only seen opened: each closed, with its keyed hash where it is looked for.</summary>
internal sealed record ClosedFields(
    string? Note, string? Certificate, string? CertificateFingerprint, string? ContactName, string? Contact,
    string? ContactFingerprint);

/// <summary>关爱: somebody is cared for, with consent, for a purpose, until a day, seen by few.</summary>
internal sealed class Need
{
    public Guid Id { get; private init; }

    public Guid ResidentId { get; private init; }

    /// <summary>The community to which the consent was given.</summary>
    public AreaCode AreaCode { get; private set; }

    public string Kind { get; private set; } = "";

    public Guid PurposeId { get; private set; }

    /// <summary>The levels of the chain that may see it, by comma; the clerk always may.</summary>
    public string SeenBy { get; private set; } = "";

    public string? Note { get; private set; }

    public string? Certificate { get; private set; }

    public string? CertificateFingerprint { get; private set; }

    public string? ContactName { get; private set; }

    public string? Contact { get; private set; }

    public string? ContactFingerprint { get; private set; }

    public ConsentBy ConsentBy { get; private set; }

    public string? ConsentName { get; private set; }

    public ConsentWay ConsentWay { get; private set; }

    public string? ConsentPaper { get; private set; }

    public DateOnly ConsentOn { get; private set; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>The last day for which the consent counts.</summary>
    public DateOnly EndsOn { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    public NeedEnd? EndedWhy { get; private set; }

    public DateOnly? LastVisit { get; private set; }

    public DateOnly NextDue { get; private set; }

    /// <summary>For which due day somebody was told.</summary>
    public DateOnly? DueTold { get; private set; }

    /// <summary>For which last day the clerk was told.</summary>
    public DateOnly? EndTold { get; private set; }

    public Guid EnteredBy { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? ErasedAt { get; private set; }

    public long Version { get; private set; }

    public IEnumerable<CareLevel> Seers =>
        SeenBy.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<CareLevel>);

    public static Need Of(NeedBirth birth, Consent consent, ClosedFields closed) => new()
    {
        Id = birth.Id,
        ResidentId = birth.ResidentId,
        AreaCode = birth.Area,
        Kind = birth.Kind,
        PurposeId = birth.PurposeId,
        SeenBy = string.Join(',', birth.Seers.Distinct().Order()),
        Note = closed.Note,
        Certificate = closed.Certificate,
        CertificateFingerprint = closed.CertificateFingerprint,
        ContactName = closed.ContactName,
        Contact = closed.Contact,
        ContactFingerprint = closed.ContactFingerprint,
        ConsentBy = consent.By,
        ConsentName = consent.Name,
        ConsentWay = consent.Way,
        ConsentPaper = consent.Paper,
        ConsentOn = consent.On,
        ValidFrom = birth.From,
        EndsOn = birth.EndsOn,
        NextDue = birth.From.AddDays(birth.VisitDays),
        EnteredBy = birth.EnteredBy,
        CreatedAt = birth.At,
        Version = 1,
    };

    public void End(DateOnly on, NeedEnd why) => (EndedOn, EndedWhy, Version) = (on, why, Version + 1);

    /// <summary>Somebody said yes again, until another day.</summary>
    public void Renew(Consent consent, DateOnly until)
    {
        (ConsentBy, ConsentName, ConsentWay, ConsentPaper, ConsentOn) =
            (consent.By, consent.Name, consent.Way, consent.Paper, consent.On);
        (EndsOn, Version) = (until, Version + 1);
    }

    /// <summary>What was mistyped when it was entered is put right; the next visit is due by the kind.</summary>
    public void Correct(NeedKind kind, Guid purpose, DateOnly until) => (Kind, PurposeId, EndsOn, NextDue, Version) = (
        kind.Code, purpose, until,
        kind.Code == Kind ? NextDue : (LastVisit ?? ValidFrom).AddDays((int)kind.VisitDays), Version + 1);

    /// <summary>Somebody was there; an earlier visit that is entered late changes nothing.</summary>
    public void Visited(DateOnly on, long visitDays)
    {
        if (LastVisit is null || on >= LastVisit)
        {
            (LastVisit, NextDue, Version) = (on, on.AddDays((int)visitDays), Version + 1);
        }
    }

    /// <summary>The community goes on under another code.</summary>
    public void GoAlong(AreaCode community) => (AreaCode, Version) = (community, Version + 1);

    public void ToldOfDue() => (DueTold, Version) = (NextDue, Version + 1);

    public void ToldOfEnd() => (EndTold, Version) = (EndsOn, Version + 1);

    /// <summary>Takes away everything that says more than that there was care once.</summary>
    public void Erase(DateTimeOffset at)
    {
        (Note, Certificate, CertificateFingerprint, ContactName, Contact, ContactFingerprint) =
            (null, null, null, null, null, null);
        (ConsentName, ConsentPaper, ErasedAt, Version) = (null, null, at, Version + 1);
    }
}

/// <summary>What care begins with.</summary>
internal sealed record NeedBirth(
    Guid Id, Guid ResidentId, AreaCode Area, string Kind, Guid PurposeId, IReadOnlyList<CareLevel> Seers, DateOnly From,
    DateOnly EndsOn, int VisitDays,
    Guid EnteredBy, DateTimeOffset At);
