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

    public long Version { get; private set; }

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
}

/// <summary>A person as a list or a form tells of them, checked.</summary>
/// <param name="Phone">As <c>PhoneNumber</c> writes it.</param>
/// <param name="Relation">To the head; empty: not told.</param>
internal sealed record ToldResident(
    string Name, Sex? Sex, DateOnly? BirthDate, IdNumber? IdNumber, string? Phone, string Relation);
