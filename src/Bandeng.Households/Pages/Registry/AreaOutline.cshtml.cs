using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Territory;
using Bandeng.Territory.Places;
using Bandeng.Territory.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Households.Pages.Registry;

/// <summary>The boundary of a community or grid is drawn or put right.</summary>
[Access(Permission.KeepPlaces)]
internal sealed class AreaOutlineModel(IAreas areas, IAreaDesk desk, DrawOutline draw) : PageModel
{
    [BindProperty]
    public long Version { get; set; }

    /// <summary>As <see cref="CornersText"/> reads them.</summary>
    [BindProperty]
    public string? Corners { get; set; }

    public AreaName Area { get; private set; } = null!;

    /// <summary>Whose outlines are shown: the area around, where the area has none yet.</summary>
    public AreaCode Drawn { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        if (!await FindAsync(code, cancel))
        {
            return NotFound();
        }

        (var outline, Version) = await draw.ReadAsync(Area.Code, cancel);
        (Corners, Drawn) = outline is null ? (null, Area.Code.Parent!.Value) : (CornersText.Write(outline), Area.Code);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancel)
    {
        if (!await FindAsync(code, cancel))
        {
            return NotFound();
        }

        var by = HttpContext.Viewer().ActingOn(Permission.KeepPlaces, Area.Code);
        var drawn = CornersText.Read(Corners).TryGet(out var outline, out var refusal)
            ? await draw.RunAsync(Area.Code, Version, outline, by, cancel)
            : refusal;
        if (drawn.TryGet(out _, out refusal))
        {
            return LocalRedirect($"/areas/{Area.Code}");
        }

        (Refusal, Drawn) = (refusal, Version > 0 ? Area.Code : Area.Code.Parent!.Value);
        return Page();
    }

    private async Task<bool> FindAsync(string text, CancellationToken cancel)
    {
        if (!AreaCode.TryParse(text, out var code) || desk.OutlineAddress(HttpContext.Viewer(), code) is null
            || !(await areas.ChildrenAsync(code.Parent!.Value, cancel)).Any(one => one.Code == code))
        {
            return false;
        }

        Area = (await areas.NamesAsync([code], cancel))[code];
        return true;
    }
}
