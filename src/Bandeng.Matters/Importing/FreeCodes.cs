using Bandeng.Kernel;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Importing;

/// <summary>
/// 查询码 that nobody has. Of a hundred thousand drawn blindly two are the same in one case out of five, and the whole
/// import would break off.
/// </summary>
internal static class FreeCodes
{
    /// <param name="draw">Draws one; <see cref="EnquiryCode.Create"/> but in tests.</param>
    public static async Task<Queue<string>> DrawAsync(
        BandengDb db, int count, Func<string> draw, CancellationToken cancel)
    {
        var codes = new HashSet<string>(count, StringComparer.Ordinal);
        while (codes.Count < count)
        {
            while (codes.Count < count)
            {
                codes.Add(draw());
            }

            string[] drawn = [.. codes];
            codes.ExceptWith(await db.RowsAsync<string>(
                $"select code from matter_voices where code {ImportedBefore.In(db)}",
                db.IsPostgres() ? new { list = drawn } : new { list = ImportedBefore.Json(drawn) }, cancel));
        }

        return new(codes);
    }
}
