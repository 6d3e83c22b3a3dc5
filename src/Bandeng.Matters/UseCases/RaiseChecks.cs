using System.Text.RegularExpressions;
using Bandeng.Kernel;
using Bandeng.Kernel.Words;
using Bandeng.Matters.Acting;

namespace Bandeng.Matters.UseCases;

/// <summary>What a person must mend before a matter can be recorded; everything else waits for the clerk.</summary>
internal static partial class RaiseChecks
{
    public const int TitleMax = 120;

    /// <summary>The kinds there are; a pack says what each of them selects.</summary>
    public static readonly IReadOnlyList<string> Kinds =
        ["problem", "order", "dispute", "patrol", "errand", "task", "measure", "rectification"];

    /// <summary>Every code that a check here gives, for those who document them.</summary>
    public static readonly IReadOnlyList<string> Codes =
        [
        "matter.detail", "matter.title", "matter.place", "matter.name", "matter.number", "matter.platform",
        "matter.outer-due",
        "matter.kind", "matter.point",
    ];

    public const string PlaceLong = "matter.place";

    private const int TitleFromDetail = 40;
    private const int NameMax = 60;
    private const int PlaceMax = 500;
    private const int PlatformMax = 40;

    public static Refusal? FirstFault(RaiseRequest request) => Faults(request).FirstOrDefault();

    /// <summary>All of them, in the order of the fields.</summary>
    public static IEnumerable<Refusal> Faults(RaiseRequest request) => new[]
    {
        Long(request.Detail, 1, ActNeeds.WordsMax, "matter.detail", "Say what it is about"),
        Long(request.Title, 0, TitleMax, "matter.title", "A title"),
        Long(request.PlaceWords, 0, PlaceMax, PlaceLong, "The place"),
        Long(request.Name, 0, NameMax, "matter.name", "A name"),
        Long(request.OutsideNumber, 0, NameMax, "matter.number", "A number"),
        Long(request.Platform, 0, PlatformMax, "matter.platform", "A platform"),
        Due(request),
        Kind(request),
        Point(request),
    }.OfType<Refusal>();

    /// <summary>The title given, or the first sentence of the detail, cut where it gets long.</summary>
    public static string TitleOf(RaiseRequest request)
    {
        if (!request.Title.IsUnseen())
        {
            return request.Title!.Trim();
        }

        var detail = WithoutChatHeads(request.Detail!.Trim());
        var first = detail.Split(['。', '！', '？', '\n', '\r', '；'], 2)[0].Trim();
        first = first.IsUnseen() ? detail : first;
        return first.Length <= TitleFromDetail ? first : $"{Cut(first, TitleFromDetail - 1)}…";
    }

    // 「桥头小区 李姐 11:20」 above a message that was copied from a chat says who wrote it, not what about.
    private static string WithoutChatHeads(string detail)
    {
        while (detail.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end
            && ChatHead().IsMatch(detail[..end].TrimEnd()) && !detail[end..].IsUnseen())
        {
            detail = detail[end..].TrimStart();
        }

        return detail;
    }

    // Never through the middle of a character outside the basic plane.
    private static string Cut(string text, int length) =>
        text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static Refusal? Kind(RaiseRequest request) =>
        Kinds.Contains(request.Kind)
        && (request.RequestType is null || Enum.IsDefined(request.RequestType.Value))
        && (request.Channel is null || Enum.IsDefined(request.Channel.Value))
            ? null
            : new Refusal(RefusalKind.Invalid, "matter.kind", "Unknown kind, type or channel.");

    // Years that no calendar reaches end every list and export in which the matter stands.
    private static Refusal? Due(RaiseRequest request) =>
        request.OuterDueAt is not { } due || ChinaTime.IsInRange(due)
            ? null
            : new Refusal(RefusalKind.Invalid, "matter.outer-due", "A deadline lies between the years 2000 and 2199.");

    private static Refusal? Point(RaiseRequest request) => (request.Longitude, request.Latitude) switch
    {
        (null, null) => null,
        ( >= -180 and <= 180, >= -90 and <= 90) => null,
        _ =>
            new Refusal(
                RefusalKind.Invalid, "matter.point", "Longitude -180 to 180 and latitude -90 to 90, in degrees."),
    };

    private static Refusal? Long(string? text, int least, int most, string code, string what) =>
        (text.IsUnseen() ? 0 : text!.Trim().Length) is var length && length >= least && length <= most
            ? null
            : new Refusal(RefusalKind.Invalid, code, $"{what}: {least} to {most} characters.");

    [GeneratedRegex(
        @"^[^，。！？；,!?;：:\d][^，。！？；,!?;：:]{0,30}\s"
        + @"((\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?\s*|(今天|昨天|前天|(星期|周)[一二三四五六日天])\s*)?(凌晨|早上|上午|中午|下午|晚上)?\s*"
        + @"\d{1,2}[:：]\d{2}([:：]\d{2})?[：:]?$")]
    private static partial Regex ChatHead();
}
