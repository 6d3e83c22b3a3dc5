using Bandeng.Kernel;

namespace Bandeng.Organizations.Powers;

/// <summary>Answers the modules that send work.</summary>
internal sealed class PowersOnFile(BandengDb db) : IPowers
{
    public Task<IReadOnlyList<HandedDownPower>> OfCategoryAsync(
        string categoryCode, CancellationToken cancel) => db.RowsAsync<HandedDownPower>(
        """
        select p.id, p.name, p.class, p.department_id, b.name as department, p.to_area as "to", p.valid_from as "from", p.valid_to as last_day, p.basis
        from power_categories c join powers p on p.id = c.power_id join bodies b on b.id = p.department_id
        where c.category_code = @categoryCode order by p.valid_from desc, p.id
        """,
        new { categoryCode }, cancel);
}
