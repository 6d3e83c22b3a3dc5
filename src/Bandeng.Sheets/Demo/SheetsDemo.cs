using Bandeng.Kernel;
using Bandeng.Kernel.Demo;
using Bandeng.Organizations;
using Bandeng.Sheets.Forms;
using Bandeng.Sheets.UseCases;

namespace Bandeng.Sheets.Demo;

/// <summary>Four forms of a street and a community, bound, and filled a few times as offices are asked to.</summary>
internal sealed class SheetsDemo(
    BandengDb db, ReadForm read, UploadForm upload, BindForm bind, FillForm fill, IPeople people) : IDemoPart
{
    private const string Town = "431302001";
    private const string Community = "431302001001";

    // By the telephones under which Organizations seats them.
    private const string Clerk = "19900000004";
    private const string TownHead = "19900000011";

    public int Order => 40;

    public async Task FillAsync(DemoContext demo, CancellationToken cancel)
    {
        var (clerk, town) = (await ViewerAsync(Clerk, cancel), await ViewerAsync(TownHead, cancel));
        demo.Clock.MoveTo(demo.Clock.Start.AddDays(-70));
        var matters = await FormAsync(DemoBlanks.Matters, "诉求办理台账.xlsx", Town, town, cancel);
        var weekly = await FormAsync(DemoBlanks.Weekly, "周报.xlsx", Town, town, cancel);
        var figures = await FormAsync(DemoBlanks.Figures, "统计表.xlsx", Town, town, cancel);
        var dwellings = await FormAsync(DemoBlanks.Dwellings, "房屋台账.xlsx", Community, clerk, cancel);
        foreach (var (days, form, area, by) in new[]
        {
            (35, matters, Community, clerk), (28, matters, Community, clerk), (21, matters, Community, clerk),
            (14, matters, Community, clerk), (13, weekly, Community, clerk), (8, figures, Town, town),
            (7, matters, Town, town), (6, weekly, Community, clerk), (0, matters, Community, clerk),
            (0, dwellings, Community, clerk), (0, figures, Town, town),
        })
        {
            demo.Clock.MoveTo(demo.Clock.Start.AddDays(-days));
            var last = ChinaTime.DayOf(demo.Clock.GetUtcNow());
            Sure(await fill.RunAsync(form, new(Guid.CreateVersion7(demo.Clock.GetUtcNow()), AreaCode.Parse(area), last.AddDays(-29), last, null, null), by, cancel));
            db.ChangeTracker.Clear();
        }

        demo.Clock.MoveTo(demo.Clock.Start);
    }

    private async Task<Guid> FormAsync(byte[] blank, string file, string area, Viewer by, CancellationToken cancel)
    {
        var id = Sure(
            await upload.RunAsync(new(Guid.CreateVersion7(), AreaCode.Parse(area), null, file, blank), by, cancel));
        var form = Sure(await read.FindAsync(id, by, cancel));
        var opened = Sure(await read.OpenAsync(form, newest: true, cancel));
        Sure(await bind.RunAsync(id, opened.Version.Version, read.Guessed(opened.Book, []), by, cancel));
        db.ChangeTracker.Clear();
        return id;
    }

    private async Task<Viewer> ViewerAsync(string phone, CancellationToken cancel) =>
        await people.ViewerAsync((await people.FindByPhoneAsync(phone, cancel))!.Id, cancel);

    private static T Sure<T>(Result<T> result)
        where T : notnull => result.TryGet(out var value, out var refusal)
            ? value : throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
}
