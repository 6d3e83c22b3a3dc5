using Bandeng.Kernel;
using Bandeng.Organizations.Powers;
using Bandeng.Organizations.Queries;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages.Powers;

/// <summary>A power is handed down by hand.</summary>
[Access(Permission.KeepPowers)]
internal sealed class NewModel(KeepPowers keep, IBodies bodies, AreaNames names, IEnumerable<ICategoryBook> categories)
    : FormPage
{
    [BindProperty]
    public NewPower Input { get; set; } = new();

    public IReadOnlyList<Body> Departments { get; private set; } = [];

    public IReadOnlyList<AreaName> Towns { get; private set; } = [];

    public IReadOnlyList<(string Code, string Name)> Categories { get; private set; } = [];

    /// <summary>Empty fields arrive as null; the use case says what is missing.</summary>
    public sealed class NewPower
    {
        /// <summary>Made with the form: sent twice, it is one power.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public string? Name { get; set; }

        public PowerClass Class { get; set; }

        public Guid? Department { get; set; }

        public string? To { get; set; }

        public DateOnly? From { get; set; }

        public DateOnly? LastDay { get; set; }

        public string? Basis { get; set; }

        public List<string> Categories { get; set; } = [];
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        foreach (var area in HttpContext.Viewer().PostsWith(Permission.KeepPowers).Select(post => post.Area).Distinct())
        {
            Departments = [.. Departments, .. await bodies.InsideAsync(area, [BodyKind.Department], cancel)];
            var name = (await names.OfAsync([area], cancel))(area);
            Towns = [.. Towns, new(area, name, name), .. (await names.InsideAsync(area, cancel))
                .Where(one => one.Code.Level is AreaLevel.Town)];
        }

        Categories = categories.FirstOrDefault() is { } book ? await book.TodayAsync(cancel) : [];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var fields = new PowerFields(
            Input.Id, Input.Name, Input.Class, Input.Department ?? Guid.Empty,
            AreaCode.TryParse(Input.To, out var to) ? to : default,
            Input.From, Input.LastDay, Input.Basis)
        {
            Categories = Input.Categories,
        };
        if ((await keep.HandDownAsync(fields, HttpContext.Viewer(), cancel)).TryGet(out var id, out var refusal))
        {
            return LocalRedirect($"/powers/{id}");
        }

        Refusal = refusal;
        await OnGetAsync(cancel);
        return Page();
    }

    protected override string? FieldOf(string code) => code switch
    {
        "power.name" => "Input_Name",
        "power.basis" => "Input_Basis",
        "power.department" => "Input_Department",
        "post.last-day" => "Input_LastDay",
        "power.category" => "Input_Categories",
        "power.twice" => "Input_From",
        _ => "Input_To",
    };
}
