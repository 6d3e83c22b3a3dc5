using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Matters.Life;

namespace Bandeng.Matters.Acting;

/// <summary>The categories of a day.</summary>
internal sealed class Catalogue(BandengDb db, Recent<DateOnly, IReadOnlyList<Category>> recent)
{
    private sealed record Row(
        string Code, string? ParentCode, string Name, string NameEn, string Filing, string Closing, long LimitAmount,
        string LimitClass, string Duty, string? DutyBody, bool EvidenceWanted, bool CheckWanted, string? RedirectOnly);

    private const string Sql =
        """
        select code, parent_code, name, name_en, filing, closing, limit_amount, limit_class, duty, duty_body,
               evidence_wanted, check_wanted, redirect_only
        from categories
        where valid_from <= @day and (valid_to is null or valid_to > @day)
        order by code
        """;

    private readonly Dictionary<DateOnly, IReadOnlyList<Category>> _asked = [];

    /// <summary>Both levels, by code.</summary>
    public async Task<IReadOnlyList<Category>> OnAsync(DateOnly day, CancellationToken cancel) =>
        _asked.TryGetValue(day, out var known)
            ? known
            : _asked[day] = await recent.GetAsync(day, () => ReadAsync(day, cancel));

    private async Task<IReadOnlyList<Category>> ReadAsync(DateOnly day, CancellationToken cancel)
    {
        var rows = await db.RowsAsync<Row>(Sql, new { day }, cancel);
        return [.. rows.Select(Read)];
    }

    /// <summary>One category of that day, or null.</summary>
    public async Task<Category?> FindAsync(string? code, DateOnly day, CancellationToken cancel) =>
        code is null ? null : (await OnAsync(day, cancel)).FirstOrDefault(category => category.Code == code);

    private static Category Read(Row row) => new(
        row.Code, row.ParentCode, row.Name, row.NameEn, row.Filing, row.Closing,
        new Limit((int)row.LimitAmount, Enum.Parse<LimitClass>(row.LimitClass)), Enum.Parse<Duty>(row.Duty),
        row.DutyBody, row.EvidenceWanted, row.CheckWanted, row.RedirectOnly);
}
