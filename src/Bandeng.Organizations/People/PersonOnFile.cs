namespace Bandeng.Organizations.People;

/// <summary>A person as this installation knows them; what they may do hangs on their posts.</summary>
internal sealed class PersonOnFile
{
    /// <summary>Longest name that fits a slip and a column.</summary>
    public const int NameMax = 60;

    public Guid Id { get; private init; }

    public string DisplayName { get; private set; } = "";

    /// <summary>Closed with the installation's keys; null without a telephone.</summary>
    public string? Phone { get; private set; }

    /// <summary>Finds the person by the exact number without opening any.</summary>
    public string? PhoneFingerprint { get; private set; }

    /// <summary>Closed; null without a mail address.</summary>
    public string? Mail { get; private set; }

    /// <summary>Finds the person by the exact address.</summary>
    public string? MailFingerprint { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public long Version { get; private set; }

    public static PersonOnFile Of(Guid id, string displayName, ClosedPhone? phone, DateTimeOffset now) => new()
    {
        Id = id,
        DisplayName = displayName,
        Phone = phone?.Cipher,
        PhoneFingerprint = phone?.Fingerprint,
        CreatedAt = now,
    };

    public void Rename(string displayName) => (DisplayName, Version) = (displayName, Version + 1);

    public void CallAt(ClosedPhone? phone) =>
        (Phone, PhoneFingerprint, Version) = (phone?.Cipher, phone?.Fingerprint, Version + 1);

    public void WriteTo(ClosedMail? mail) =>
        (Mail, MailFingerprint, Version) = (mail?.Cipher, mail?.Fingerprint, Version + 1);
}
