using Bandeng.Households.Care;
using Bandeng.Households.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Secrets;
using Bandeng.Organizations;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Households.Queries;

/// <summary>
/// Households that a viewer may visit: of a grid or community, of a building, or those that are given to a
/// linked-household head.
/// </summary>
internal sealed class Homes(BandengDb db, NeedKinds kinds, SecretBox box, TimeProvider clock) : IHomes
{
    public Task<IReadOnlyList<HomeToVisit>> OfAsync(HomeQuestion question, Viewer viewer, CancellationToken cancel)
    {
        var values = new DynamicParameters();
        var needs = NeedScope.Of(viewer, ChinaTime.DayOf(clock.GetUtcNow()), values);
        List<string> parts = [ScopeOf(viewer, values)];
        if (question.Area is { } area)
        {
            parts.Add($"d.area_code between {area.Range.First} and {area.Range.Last}");
        }

        if (question.NeedKind is { } kind)
        {
            parts.Add($"exists (select 1 {OpenNeeds(needs)} {(kind == "*" ? "" : "and n.kind = @kind")})");
            values.Add("kind", kind);
        }

        return RowsAsync(string.Join(" and ", parts), needs, values, cancel);
    }

    public async Task<HomeToVisit?> FindAsync(Guid household, Viewer viewer, CancellationToken cancel)
    {
        var values = new DynamicParameters(new { household });
        var needs = NeedScope.Of(viewer, ChinaTime.DayOf(clock.GetUtcNow()), values);
        return await RowsAsync(
            $"h.id = @household and {ScopeOf(viewer, values)}", needs, values, cancel) is [var home, ..]
            ? home
            : null;
    }

    public async Task<string?> PhoneOfAsync(
        Guid household, CancellationToken cancel) => box.Unprotect(await db.RowAsync<string>(
        """
        select r.phone from household_members m join residents r on r.id = m.resident_id
        where m.household_id = @household and m.valid_to is null and r.phone is not null
        order by case when m.relation = '户主' then 0 else 1 end, r.birth_date, r.id limit 1
        """,
        new { household },
        cancel));

    public async Task<IReadOnlyList<CareKind>> CareKindsAsync(CancellationToken cancel) =>
        [.. (await kinds.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel))
            .Select(kind => new CareKind(kind.Code, kind.Name))];

    public async Task VisitedAsync(Guid household, DateOnly day, CancellationToken cancel)
    {
        var byCode = (await kinds.OnAsync(ChinaTime.DayOf(clock.GetUtcNow()), cancel)).ToDictionary(kind => kind.Code);
        var members = db.Members;
        var community = await db.RowAsync<AreaCode>(
            "select d.area_code from households h join dwelling_facts d on d.id = h.dwelling_id where h.id = @household",
            new { household }, cancel) is var area && area != default ? area.Community : default;
        foreach (var need in await db.Needs
            .Where(need => need.EndedOn == null && need.AreaCode == community
                && members.Any(m => m.ResidentId == need.ResidentId && m.HouseholdId == household && m.ValidTo == null))
            .ToListAsync(cancel))
        {
            need.Visited(day, byCode.GetValueOrDefault(need.Kind)?.VisitDays ?? 30);
        }
    }

    private Task<IReadOnlyList<HomeToVisit>> RowsAsync(
        string where, string needs, DynamicParameters values, CancellationToken cancel) =>
        db.RowsAsync<HomeToVisit>(
            $"""
            select h.id, d.id as door_id, h.building_id, d.area_code, d.building, d.estate, d.unit, d.floor, d.room,
                (select r.name from household_members m join residents r on r.id = m.resident_id where m.household_id = h.id and m.valid_to is null
                    order by case when m.relation = '户主' then 0 else 1 end, r.birth_date, r.id limit 1) as head,
                (select count(*) from household_members m where m.household_id = h.id and m.valid_to is null) as people,
                (select {(db.IsPostgres() ? "string_agg(n.kind, ',' order by n.kind)" : "group_concat(n.kind, ',')")} {OpenNeeds(needs)}) as need_kinds,
                (select min(n.next_due) {OpenNeeds(needs)}) as need_due
            from households h join dwelling_facts d on d.id = h.dwelling_id
            where h.valid_to is null and {where}
            order by d.area_code, h.building_id, length(d.unit), d.unit, coalesce(d.floor, 0), length(d.room), d.room, h.id
            """,
            values,
            cancel);

    private static string OpenNeeds(string needs) =>
        $"""
        from needs n join household_members m on m.resident_id = n.resident_id and m.valid_to is null
        where m.household_id = h.id and n.ended_on is null and d.area_code between n.area_code and n.area_code + 999999 and {needs}
        """;

    // Areas are numbers from codes; a post is named by its id. A building head's post above a building opens nothing
    // here.
    private static string ScopeOf(Viewer viewer, DynamicParameters values)
    {
        var parts = new List<string>();
        foreach (var (post, index) in viewer.PostsWith(Permission.Visit).Select((post, index) => (post, index)))
        {
            var role = Enum.Parse<Role>(post.Role);
            if (role is Role.LinkedHead)
            {
                parts.Add(
                    "exists (select 1 from care_links l "
                    + $"where l.household_id = h.id and {CareSql.On("l")} and l.post_id = @visit{index})");
                values.Add($"visit{index}", post.PostId);
            }
            else if (role is not Role.BuildingHead || post.Area.Level is AreaLevel.Building)
            {
                parts.Add($"d.area_code between {post.Area.Range.First} and {post.Area.Range.Last}");
            }
        }

        return $"({string.Join(" or ", parts.DefaultIfEmpty("1 = 0"))})";
    }
}
