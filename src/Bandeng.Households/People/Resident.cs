using Bandeng.Kernel.Secrets;

namespace Bandeng.Households.People;

/// <summary>Somebody who lives here. Identity number and telephone are closed and found by keyed hash.</summary>
internal sealed class Resident
{
    public const int NameMax = 40;

    public Guid Id { get; private init; }

    public string Name { get; private set; } = "";

    public Sex? Sex { get; private set; }

    public DateOnly? BirthDate { get; private set; }

    public string? IdNumber { get; private set; }

    public string? IdFingerprint { get; private set; }

    public string? Phone { get; private set; }

    public string? PhoneFingerprint { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When everything that says who this was has been taken away.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    public long Version { get; private set; }

    /// <summary>What was wrong is put right; null stays as it is.</summary>
    public void Correct(string? name, Sex? sex, DateOnly? birthDate)
    {
        (Name, Sex, BirthDate) = (name ?? Name, sex ?? Sex, birthDate ?? BirthDate);
        Version++;
    }

    /// <summary>Another telephone, or none.</summary>
    public void Call(string? phone, SecretBox box)
    {
        (Phone, PhoneFingerprint) = phone is null ? (null, null) : (box.Protect(phone), box.Fingerprint(phone));
        Version++;
    }

    /// <summary>Takes away who this was; that somebody lived there stays for the figures of the past.</summary>
    public void Erase(string tombstone, DateTimeOffset at)
    {
        (Name, BirthDate, IdNumber, IdFingerprint, Phone, PhoneFingerprint) = (tombstone, null, null, null, null, null);
        (ErasedAt, Version) = (at, Version + 1);
    }

    public static Resident Of(Guid id, ToldResident told, SecretBox box, DateTimeOffset now) => new()
    {
        Id = id,
        Name = told.Name,
        Sex = told.Sex,
        BirthDate = told.BirthDate,
        IdNumber = told.IdNumber is { } number ? box.Protect(number.Text) : null,
        IdFingerprint = told.IdNumber is { } own ? box.Fingerprint(own.Text) : null,
        Phone = told.Phone is { } phone ? box.Protect(phone) : null,
        PhoneFingerprint = told.Phone is { } found ? box.Fingerprint(found) : null,
        CreatedAt = now,
        Version = 1,
    };

    /// <summary>Takes what is told; what is not told stays.</summary>
    public void Correct(ToldResident told, SecretBox box)
    {
        (Name, Sex, BirthDate, Version) = (told.Name, told.Sex ?? Sex, told.BirthDate ?? BirthDate, Version + 1);
        if (told.IdNumber is { } number)
        {
            (IdNumber, IdFingerprint) = (box.Protect(number.Text), box.Fingerprint(number.Text));
        }

        if (told.Phone is { } phone)
        {
            (Phone, PhoneFingerprint) = (box.Protect(phone), box.Fingerprint(phone));
        }
    }
}

/// <summary>A person as a list or a form tells of them, checked.</summary>
/// <param name="Phone">As <c>PhoneNumber</c> writes it.</param>
/// <param name="Relation">To the head; empty: not told.</param>
internal sealed record ToldResident(
    string Name, Sex? Sex, DateOnly? BirthDate, IdNumber? IdNumber, string? Phone, string Relation);
