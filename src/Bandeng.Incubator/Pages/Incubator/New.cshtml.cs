using Bandeng.Incubator.UseCases;
using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Organizations.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Incubator.Pages.Incubator;

/// <summary>An idea is entered.</summary>
[Access(Permission.KeepIncubator)]
internal sealed class NewModel(StartIdea start, AreaScope scope) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty]
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Idea { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    public AreaScope.Choice Scope { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        (Scope = (await scope.ChooseAsync(Area, HttpContext.Viewer(), [Permission.KeepIncubator], cancel))!) is null
            ? NotFound()
            : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var request = new StartIdea.Request(
            Id, Name, AreaCode.TryParse(Area, out var area) ? area : default, Idea, Contact);
        if ((await start.RunAsync(request, HttpContext.Viewer(), cancel)).TryGet(out var id, out var refusal))
        {
            return LocalRedirect($"/incubator/{id}");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }

    protected override string? FieldOf(string code) => code switch
    {
        "incubator.name" => "Name",
        "incubator.idea" => "Idea",
        "person.who" or "person.many" => "Contact",
        _ => "area",
    };
}
