using System.Globalization;
using Bandeng.Kernel;

namespace Bandeng.Organizations.Messages;

/// <summary>
/// 免打扰: in these hours of the day nothing rings that can wait. A setting, <c>BANDENG_QUIET</c>: <c>21:00-08:00</c>, or
/// <c>off</c>.
/// </summary>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>The name of the setting.</summary>
    public const string Key = "BANDENG_QUIET";

    private static readonly QuietHours Usual = new(new(21, 0), new(8, 0));

    /// <summary>Reads the setting; what cannot be read is nine in the evening to eight in the morning.</summary>
    public static QuietHours Parse(string? text) => text?.Trim().Split('-') switch
    {
        ["off"] => new(default, default),
        [var from, var until] when Read(from, out var start) && Read(until, out var end) => new(start, end),
        _ => Usual,
    };

    /// <summary>The moment itself, or the end of the quiet in which it lies.</summary>
    public DateTimeOffset After(DateTimeOffset at)
    {
        var local = ChinaTime.OnTheWall(at);
        var time = TimeOnly.FromDateTime(local);
        if (From == Until || !time.IsBetween(From, Until))
        {
            return at;
        }

        var morning = local.Date + Until.ToTimeSpan();
        return ChinaTime.ToInstant(time < Until ? morning : morning.AddDays(1));
    }

    private static bool Read(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
