using Bandeng.Kernel;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>The form on which somebody is appointed to a post.</summary>
[Access(Permission.ManagePeople)]
internal sealed class NewPostModel(AppointToPost appoint, WhoIsMeant whoIsMeant, PersonCard card, BodiesToChoose bodies)
    : FormPage
{
    [BindProperty]
    public NewPost Input { get; set; } = new();

    public IReadOnlyList<BodyRow> Bodies { get; private set; } = [];

    /// <summary>Empty fields arrive as null; the use case says what is missing.</summary>
    public sealed class NewPost
    {
        /// <summary>Made with the form: sent twice, it is one post.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public string? Who { get; set; }

        public Role Role { get; set; }

        public string? Area { get; set; }

        public Guid? BodyId { get; set; }

        public DateOnly? From { get; set; }

        public DateOnly? LastDay { get; set; }

        public string? Title { get; set; }
    }

    public async Task OnGetAsync(Guid? person, CancellationToken cancel)
    {
        if (person is { } id && await card.RunAsync(id, cancel) is { } known)
        {
            Input.Who = known.UserName ?? known.Phone;
        }

        Bodies = await bodies.RunAsync(HttpContext.Viewer(), cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!(await whoIsMeant.RunAsync(Input.Who, cancel)).TryGet(out var who, out var refusal)
            || !ReadArea().TryGet(out var place, out refusal)
            || !(await appoint.RunAsync(
                new(Input.Id, who.Id ?? Guid.Empty, Input.Role, place.Area, Input.BodyId, Input.From)
                {
                    LastDay = Input.LastDay,
                    Title = Input.Title,
                },
                HttpContext.Viewer(), cancel)).TryGet(out _, out refusal))
        {
            Refusal = refusal;
            Bodies = await bodies.RunAsync(HttpContext.Viewer(), cancel);
            return Page();
        }

        return LocalRedirect($"/admin/people/{who.Id}");
    }

    protected override string? FieldOf(string code) => code switch
    {
        "person.who" or "person.unknown" or "post.held" => "Input_Who",
        "post.last-day" or "post.past-branch" => "Input_LastDay",
        "post.title-long" => "Input_Title",
        "post.body" or "body.unknown" => "Input_BodyId",
        _ => "Input_Area",
    };

    private Result<Place> ReadArea() => string.IsNullOrWhiteSpace(Input.Area)
        ? new Place(null)
        : AreaCode.TryParse(Input.Area.Trim(), out var area)
            ? new Place(area)
            : new Refusal(RefusalKind.Invalid, "area.unreadable", "An area code has 6, 9, 12, 15 or 18 digits.");

    private sealed record Place(AreaCode? Area);
}
