using Bandeng.Kernel;

namespace Bandeng.Territory;

/// <summary>How either database is asked for many codes at once.</summary>
internal static class ManyCodes
{
    public static string In(this BandengDb db) =>
        db.IsPostgres() ? "= any(@codes)" : "in (select value from json_each(@codes))";

    public static object Codes(this BandengDb db, long[] codes) =>
        db.IsPostgres() ? new { codes } : new { codes = $"[{string.Join(',', codes)}]" };
}
