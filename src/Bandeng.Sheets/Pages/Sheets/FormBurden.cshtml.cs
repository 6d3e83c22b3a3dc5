using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Sheets.Api;
using Bandeng.Sheets.Forms;
using Bandeng.Sheets.Queries;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Sheets.Pages.Sheets;

/// <summary>
/// What one number of the burden is made of: for which areas it was filled, and who else asks the same.
/// </summary>
[Access(Permission.FillSheets, Permission.ReadFigures)]
internal sealed class FormBurdenModel(
    ReadForm read, CountBurden count, IAreas areas, IBodies bodies, TimeProvider clock) : FormPage(read)
{
    public BurdenAsked Asked { get; private set; } = null!;

    public IReadOnlyList<FillsOf> Fills { get; private set; } = [];

    public IReadOnlyList<AskedTwice> Fields { get; private set; } = [];

    public IReadOnlyDictionary<AreaCode, AreaName> Names { get; private set; } = new Dictionary<AreaCode, AreaName>();

    public IReadOnlyDictionary<Guid, string> Bodies { get; private set; } = new Dictionary<Guid, string>();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
        {
            return NotFound();
        }

        if (BurdenAsked.Read(Request.Query, HttpContext.Viewer(), clock.GetUtcNow()) is not { } asked)
        {
            return StatusCode(403);
        }

        Asked = asked;
        Fills = await count.FillsAsync(Id, asked.Area, asked.From, asked.To, cancel);
        Fields = await count.FieldsAsync(Id, asked.Area, cancel);
        Names = await areas.NamesAsync(
            Fills.SelectMany(one => new[] { one.AreaCode, one.OfficeCode }).Append(asked.Area).Distinct(), cancel);
        Bodies = await bodies.NamesAsync(Fills.Select(one => one.BodyId).OfType<Guid>().Distinct(), cancel);
        return Page();
    }

    public string Name(AreaCode area) => Names.GetValueOrDefault(area)?.Name ?? area.ToString();
}
