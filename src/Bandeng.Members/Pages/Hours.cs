using System.Globalization;

namespace Bandeng.Members.Pages;

/// <summary>Minutes as people say them.</summary>
internal static class Hours
{
    /// <summary>Hours with one place at most.</summary>
    public static double Of(long minutes) => Math.Round(minutes / 60.0, 1);

    public static string Say(long minutes) => Of(minutes).ToString(CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
