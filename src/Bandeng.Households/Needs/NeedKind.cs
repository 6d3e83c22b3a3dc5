using System.Globalization;
using Bandeng.Kernel;

namespace Bandeng.Households.Needs;

/// <summary>A kind of care as it is on a day.</summary>
/// <param name="VisitDays">Somebody visits every so many days.</param>
/// <param name="MostDays">So long a consent may count.</param>
internal sealed record NeedKind(
    string Code, string Chinese, string English, long VisitDays, long MostDays, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public string Name =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && English.Length > 0 ? English : Chinese;
}

/// <summary>The kinds of care, which an office changes from a day on.</summary>
internal sealed class NeedKinds(BandengDb db)
{
    private const string Columns =
        "code, name as chinese, name_en as english, visit_days, most_days, valid_from, valid_to";

    public Task<IReadOnlyList<NeedKind>> OnAsync(DateOnly day, CancellationToken cancel) => db.RowsAsync<NeedKind>(
        $"select {Columns} from need_kinds where valid_from <= @day and (valid_to is null or valid_to > @day) order by name", new { day }, cancel);

    /// <summary>All of them, what was and what will be too.</summary>
    public Task<IReadOnlyList<NeedKind>> AllAsync(CancellationToken cancel) =>
        db.RowsAsync<NeedKind>($"select {Columns} from need_kinds order by code, valid_from desc", null, cancel);

    public async Task<NeedKind?> FindAsync(string? code, DateOnly day, CancellationToken cancel) =>
        (await OnAsync(day, cancel)).FirstOrDefault(kind => kind.Code == code);
}
