using Bandeng.Kernel;
using Bandeng.Organizations.People;

namespace Bandeng.Organizations.Queries;

/// <summary>
/// The bodies to which an administrator can appoint somebody: those within the posts' areas, by name.
/// </summary>
internal sealed class BodiesToChoose(BandengDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<BodyRow>> RunAsync(Viewer viewer, CancellationToken cancel)
    {
        List<BodyRow> found = [];
        foreach (var post in viewer.PostsWith(Permission.ManagePeople))
        {
            var (first, last) = post.Area.Range;
            found.AddRange(await db.RowsAsync<BodyRow>(
                """
                select id, name, kind, area_code, takes_matters, valid_to
                from bodies
                where area_code between @first and @last and (valid_to is null or valid_to >= @today)
                order by name, id
                limit 500
                """,
                new { first, last, today = Day.Text(ChinaTime.DayOf(clock.GetUtcNow())) },
                cancel));
        }

        return [.. found.DistinctBy(body => body.Id)];
    }
}
