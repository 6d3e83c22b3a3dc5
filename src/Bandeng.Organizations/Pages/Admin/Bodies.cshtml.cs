using Bandeng.Kernel;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>Every body, by name; and the form that adds one.</summary>
[Access(Permission.ManagePeople)]
internal sealed class BodiesModel(ListBodies list, AddBody add, AreaNames areas) : FormPage
{
    private Func<AreaCode, string> _areaName = code => code.ToString();

    [BindProperty]
    public NewBody Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    public IReadOnlyList<BodyRow> Bodies { get; private set; } = [];

    /// <summary>From which body the next page goes on; null on the last.</summary>
    public Guid? More { get; private set; }

    public sealed class NewBody
    {
        /// <summary>Made with the form: sent twice, it is one body.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public string? Name { get; set; }

        public BodyKind Kind { get; set; }

        /// <summary>Codes by spaces: the first is where it sits.</summary>
        public string? Areas { get; set; }

        public string? Phone { get; set; }

        public string? Purpose { get; set; }

        public string? Place { get; set; }

        public DateOnly? LastDay { get; set; }

        public AddBody.Request Asked(AreaCode[] areas) => new(Id, Name, Kind, areas[0], areas[1..], Phone)
        {
            Purpose = Purpose,
            Place = Place,
            LastDay = LastDay,
        };
    }

    public string AreaName(AreaCode code) => _areaName(code);

    public async Task OnGetAsync(Guid? after, CancellationToken cancel)
    {
        Bodies = await list.RunAsync(Search, after, cancel);
        More = Bodies.Count == ListBodies.Page ? Bodies[^1].Id : null;
        _areaName = await areas.OfAsync(Bodies.Select(body => body.AreaCode), cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (ReadAreas().TryGet(out var codes, out var refusal)
            && (await add.RunAsync(Input.Asked(codes), HttpContext.Viewer(), cancel)).TryGet(out var body, out refusal))
        {
            return LocalRedirect($"/admin/bodies/{body.Id}");
        }

        Refusal = refusal;
        await OnGetAsync(null, cancel);
        return Page();
    }

    protected override string? FieldOf(string code) => code switch
    {
        "body.name" => "Input_Name",
        "phone.unreadable" => "Input_Phone",
        "body.purpose" or "body.purpose-long" => "Input_Purpose",
        "body.place" or "body.place-long" => "Input_Place",
        "body.end" or "post.last-day" => "Input_LastDay",
        _ => "Input_Areas",
    };

    private Result<AreaCode[]> ReadAreas()
    {
        var texts = (Input.Areas ?? "").Split([' ', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries);
        AreaCode[] codes = [.. texts.Select(text => AreaCode.TryParse(text, out var code) ? code : default)];
        return codes is [] || codes.Contains(default)
            ? new Refusal(RefusalKind.Invalid, "area.unreadable", "An area code has 6, 9, 12, 15 or 18 digits.")
            : codes;
    }
}
