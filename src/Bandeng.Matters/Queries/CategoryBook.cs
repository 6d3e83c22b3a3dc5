using Bandeng.Kernel;
using Bandeng.Matters.Acting;
using Bandeng.Organizations;

namespace Bandeng.Matters.Queries;

/// <summary>Tells the catalogue of powers which categories there are.</summary>
internal sealed class CategoryBook(Catalogue catalogue, TimeProvider clock) : ICategoryBook
{
    public async Task<IReadOnlyList<(string Code, string Name)>> TodayAsync(CancellationToken cancel) =>
        [.. (await catalogue.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel))
            .Select(category => (category.Code, category.Name))];
}
