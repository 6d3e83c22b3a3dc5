using Bandeng.Kernel;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>Everyone this installation knows, by name; and the form that adds one.</summary>
[Access(Permission.ManagePeople)]
internal sealed class PeopleModel(ListPeople list, AddPerson add) : FormPage
{
    [BindProperty]
    public NewPerson Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<PersonRow> People { get; private set; } = [];

    /// <summary>From whom the next page goes on; null on the last.</summary>
    public Guid? More { get; private set; }

    public sealed class NewPerson
    {
        /// <summary>Made with the form: sent twice, it is one person.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public string? DisplayName { get; set; }

        public string? Phone { get; set; }
    }

    public async Task OnGetAsync(Guid? after, CancellationToken cancel)
    {
        People = await list.RunAsync(Search, after, cancel);
        More = People.Count == ListPeople.Page ? People[^1].Id : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var request = new AddPerson.Request(Input.Id, Input.DisplayName, Input.Phone);
        if ((await add.RunAsync(request, HttpContext.Viewer(), cancel)).TryGet(out var person, out var refusal))
        {
            return LocalRedirect($"/admin/people/{person.Id}");
        }

        Refusal = refusal;
        await OnGetAsync(null, cancel);
        return Page();
    }

    protected override string? FieldOf(string code) =>
        code.StartsWith("phone.", StringComparison.Ordinal) ? "Input_Phone" : "Input_DisplayName";
}
