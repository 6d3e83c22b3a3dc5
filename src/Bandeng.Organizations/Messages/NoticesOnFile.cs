using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;

namespace Bandeng.Organizations.Messages;

/// <summary>Puts notices and messages into the unit of work of the act they tell of.</summary>
internal sealed class NoticesOnFile(BandengDb db, SecretBox box, QuietHours quiet, NoticeWording words) : INotices
{
    /// <summary>How to be told less, under every mail of this kind.</summary>
    public const string Foot = "登录后可以看详情。怎样通知，在「我的账号」里改。";

    // A thousand are told the same: closed once.
    private (News News, ClosedNews Closed)? _last;

    public void Tell(Guid personId, News news) => db.Notices.Add(new()
    {
        Id = Guid.CreateVersion7(news.At),
        PersonId = personId,
        Kind = news.Kind,
        Code = news.Code,
        Title = news.Title,
        Link = news.Link,
        About = news.About,
        IsInner = news.IsInner,
        At = news.At,
        Leaving = Close(news),
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

    private ClosedNews Close(News news)
    {
        if (_last?.News != news)
        {
            var line = words.Outside(news.Code, news.Title, news.IsInner);
            _last = (news, new(
                box.Protect($"【板凳】{line}。"), box.Protect($"{line}\n\n{line}。\n{Foot}"), quiet.After(news.At)));
        }

        return _last.Value.Closed;
    }
}
