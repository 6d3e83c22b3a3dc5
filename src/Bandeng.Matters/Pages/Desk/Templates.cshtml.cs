using Bandeng.Kernel;
using Bandeng.Matters.Desk;
using Bandeng.Matters.Life;
using Bandeng.Matters.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Bandeng.Matters.Pages.Desk;

/// <summary>回复模板: read, write, take out of use.</summary>
[Access(Permission.DispatchMatters)]
internal sealed class TemplatesModel(ReplyTemplates templates, DeskChoices choices, DeskNames names) : PageModel
{
    [BindProperty]
    public TemplateInput Input { get; set; } = new();

    public IReadOnlyList<ReplyTemplates.Template> Templates { get; private set; } = [];

    public IReadOnlyList<DeskChoice> Areas { get; private set; } = [];

    public IReadOnlyList<Category> Categories { get; private set; } = [];

    public DeskNames.Names Names { get; private set; } = null!;

    public Refusal? Refusal { get; private set; }

    public sealed class TemplateInput
    {
        public Guid Id { get; set; }

        public string? Area { get; set; }

        public string? Category { get; set; }

        public string? Name { get; set; }

        public string? Body { get; set; }
    }

    /// <param name="id">The template to write another version of.</param>
    public async Task OnGetAsync(Guid? id, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (Templates.FirstOrDefault(one => one.Id == id) is { } found)
        {
            Input = new()
            {
                Id = found.Id,
                Area = found.AreaCode.ToString(),
                Category = found.CategoryCode,
                Name = found.Name,
                Body = found.Body,
            };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var area = AreaCode.TryParse(Input.Area, out var read)
            ? read
            : DeskChoices.RootsOf(HttpContext.Viewer(), Permission.DispatchMatters)[0];
        var template = new ReplyTemplates.Template(Input.Id, area, Input.Category, Input.Name ?? "", Input.Body ?? "");
        return await AfterAsync(await templates.WriteAsync(template, HttpContext.Viewer(), cancel), cancel);
    }

    public async Task<IActionResult> OnPostRetireAsync(Guid id, CancellationToken cancel) =>
        await AfterAsync(await templates.RetireAsync(id, HttpContext.Viewer(), cancel), cancel);

    public bool MayWrite(ReplyTemplates.Template template) =>
        HttpContext.Viewer().May(Permission.DispatchMatters, template.AreaCode);

    private async Task<IActionResult> AfterAsync(Result<ReplyTemplates.Template> result, CancellationToken cancel)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect("/desk/templates");
        }

        Refusal = refusal;
        await ReadAsync(cancel);
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var viewer = HttpContext.Viewer();
        Templates = await templates.ListAsync(viewer, cancel);
        Areas = await choices.AreasAsync(viewer, Permission.DispatchMatters, null, cancel);
        Categories = await choices.CategoriesAsync(cancel);
        Names = await names.OfAsync(Templates.Select(one => one.AreaCode), [], cancel);
    }
}
