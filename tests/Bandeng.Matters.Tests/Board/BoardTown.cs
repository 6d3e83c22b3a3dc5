using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.UseCases;
using Bandeng.Testing;
using Bandeng.Territory;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Matters.Tests.Board;

/// <summary>Matters of every kind, their words marked, some let out and some not.</summary>
internal sealed class BoardTown(DemoSite site)
{
    /// <summary>Stands in every word that a raiser gave.</summary>
    public const string Mark = "zzmark";

    private readonly Neighbourhood _here = new(site);

    public List<Planted> All { get; } = [];

    /// <param name="Tag">Its own mark, in lower case letters and digits alone.</param>
    internal sealed record Planted(
        Guid Id, string Tag, bool IsListed, bool IsReadable, MatterStage Stage, Guid Shown, Guid Kept);

    /// <summary>
    /// Buildings of which the demo says nothing: words that were let out lie in the first, all others in the second.
    /// </summary>
    public IReadOnlyList<AreaName> Buildings { get; private set; } = [];

    public async Task PlantAsync()
    {
        var grid = (await AreasAsync(areas => areas.ChildrenAsync(AreaCode.Parse(Neighbourhood.Community), default)))[0]
            .Code;
        Buildings = await EmptyAsync(await AreasAsync(areas => areas.ChildrenAsync(grid, default)));
        foreach (var type in Enum.GetValues<RequestType>())
        {
            foreach (var isProtected in new[] { false, true })
            {
                foreach (var isLetOut in new[] { false, true })
                {
                    await PlantAsync(type, isProtected, isLetOut, MatterStage.Settled);
                    await PlantAsync(type, isProtected, isLetOut, MatterStage.Accepted);
                }
            }
        }

        foreach (var stage in Enum.GetValues<MatterStage>())
        {
            await PlantAsync(RequestType.Help, false, true, stage);
        }
    }

    // Straight into the table: what an import or a fault could leave there must not be shown either.
    private async Task PlantAsync(RequestType type, bool isProtected, bool isLetOut, MatterStage stage)
    {
        var tag = $"tag{All.Count:D3}x";
        var isReadable = isLetOut && !isProtected && type is not (RequestType.Complaint or RequestType.Report);
        var id = await _here.RaisedAsync("clerk", new RaiseRequest
        {
            Title = $"{Mark} title {tag}",
            Detail = $"{Mark} detail {tag} \u0001 <b>&amp;</b>",
            PlaceWords = $"{Mark} place {tag}",
            Name = $"{Mark} name {tag}",
            Phone = "13800138000",
            RequestType = type,
            IsForSomebodyElse = true,
            Area = Buildings[isReadable ? 0 : 1].Code.ToString(),
            Longitude = isReadable ? 112.0123456 : 112.0765432,
            Latitude = 27.7123456,
        });
        site.Clock.MoveTo(site.Clock.GetUtcNow().AddMinutes(1));
        var (shown, kept) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _here.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<BandengDb>();
            long? letOut = isLetOut ? site.Clock.GetUtcNow().ToUnixTimeMilliseconds() : null;
            long? closed = Stages.Closed.Contains(stage) ? site.Clock.GetUtcNow().ToUnixTimeMilliseconds() : null;
            await db.ExecuteAsync(
                """
                update matters set protected = @isProtected, let_out_at = @letOut, stage = @stage, closed_at = @closed, due_at = @due,
                       handed_back_at = @closed where id = @id
                """,
                new { id, isProtected, letOut, stage = stage.ToString(), closed, due = site.Clock.GetUtcNow().AddDays(2) }, default);
            foreach (var (file, out_) in new[] { (shown, letOut), (kept, null) })
            {
                await db.ExecuteAsync(
                    """
                    insert into matter_files (id, matter_id, name, media_type, size, moment, added_at, let_out_at)
                    values (@file, @id, @name, 'image/jpeg', 1, 'After', 1, @out_)
                    """,
                    new { file, id, name = $"{Mark} file {tag}", out_ }, default);
            }

            return 0;
        });
        All.Add(new(
            id, tag,
            type is not (RequestType.Complaint or RequestType.Report)
                && stage is not (MatterStage.Merged or MatterStage.Withdrawn),
            isReadable, stage, shown, kept));
    }

    private Task<AreaName[]> EmptyAsync(IReadOnlyList<AreaName> buildings) => _here.InScopeAsync(async services =>
    {
        var taken = await services.GetRequiredService<BandengDb>().RowsAsync<AreaCode>(
            "select distinct area_code from matters", null, default);
        return buildings.Where(building => !taken.Contains(building.Code)).TakeLast(2).ToArray();
    });

    private async Task<T> AreasAsync<T>(Func<IAreas, Task<T>> ask) =>
        await _here.InScopeAsync(services => ask(services.GetRequiredService<IAreas>()));
}
