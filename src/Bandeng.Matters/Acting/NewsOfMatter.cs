using Bandeng.Matters.Life;
using Bandeng.Organizations;

namespace Bandeng.Matters.Acting;

/// <summary>An act on a matter as news: one unread line a matter, and what may leave the house of it.</summary>
internal static class NewsOfMatter
{
    public static News Of(Matter matter, string action, NoticeKind kind, string? title, DateTimeOffset now) =>
        new(kind, $"matter.{action}", title ?? "", $"/matters/{matter.Id}", now)
        {
            About = $"matter {matter.Id}",
            // As in the receipt: a complaint is nobody else's to read on a telephone.
            IsInner = matter.Protected || matter.RequestType is RequestType.Complaint or RequestType.Report,
        };
}
