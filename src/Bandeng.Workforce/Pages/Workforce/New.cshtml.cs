using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Organizations.Pages;
using Bandeng.Workforce.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Workforce.Pages.Workforce;

/// <summary>A record is entered by hand; who is on record already is changed.</summary>
[Access(Permission.KeepWorkers)]
internal sealed class NewModel(KeepWorkers keep, AreaScope scope) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public int? BornYear { get; set; }

    [BindProperty]
    public Schooling Schooling { get; set; } = Schooling.College;

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? To { get; set; }

    public AreaScope.Choice Scope { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        (Scope = (await scope.ChooseAsync(Area, HttpContext.Viewer(), [Permission.KeepWorkers], cancel))!) is null
            ? NotFound()
            : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var request = new KeepWorkers.Request(
            Who, AreaCode.TryParse(Area, out var area) ? area : default, BornYear ?? 0, Schooling, From, To);
        if ((await keep.RunAsync(request, HttpContext.Viewer(), cancel)).TryGet(out var id, out var refusal))
        {
            return LocalRedirect($"/workforce/{id}");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }
}
