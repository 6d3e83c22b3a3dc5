using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Organizations.Messages;

/// <summary>Puts notices and messages into the unit of work of the act they tell of.</summary>
internal sealed class NoticesOnFile(BandengDb db, SecretBox box, QuietHours quiet) : INotices
{
    public void Tell(Guid personId, string code, string title, string link, DateTimeOffset at) => db.Notices.Add(new()
    {
        Id = Guid.CreateVersion7(at),
        PersonId = personId,
        Code = code,
        Title = title,
        Link = link,
        At = at,
    });

    public void Text(string phone, string message, DateTimeOffset at) => db.Outbox.Add(new()
    {
        Id = Guid.CreateVersion7(at),
        Channel = MessageChannel.Sms,
        Recipient = box.Protect(phone),
        Message = box.Protect(message),
        At = at,
        DueAt = quiet.After(at),
    });
}
