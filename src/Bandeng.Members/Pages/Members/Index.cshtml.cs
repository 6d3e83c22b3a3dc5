using System.Runtime.CompilerServices;
using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Members.Queries;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Members.Pages.Members;

/// <summary>报到名单: who signed in at the community, by name.</summary>
[Access(Permission.KeepMembers)]
internal sealed class IndexModel(ReadMembers read, AreaScope scope, IStringLocalizer<MembersText> texts) : PageModel
{
    private const int Batch = 500;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public ReportState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public AreaScope.Choice Scope { get; private set; } = null!;

    public IReadOnlyList<MemberRow> Rows { get; private set; } = [];

    public string? Next => Rows.Count == ReadMembers.Page ? Address($"&after={Rows[^1].Id}") : null;

    public string Address(string more = "") => $"/members?area={Scope.Area}&state={State}{more}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        Rows = await read.ListAsync(Scope.Area, State, After, ReadMembers.Page, cancel);
        return Page();
    }

    public async Task<IActionResult> OnGetSheetAsync(string? type, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        SheetColumn[] columns =
        [
            new(texts["name"]), new(texts["home-unit"], Width: 24), new(texts["unit"], Width: 20), new(texts["state"]),
            new(texts["since"], CellKind.Day),
            new(texts["branch"], Width: 24), new(texts["hours"], CellKind.Number),
            new(texts["waiting"], CellKind.Number),
        ];
        return new SheetResult("members", texts["list"], type, columns, RowsAsync(cancel));
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (Guid? after = null; ;)
        {
            var rows = await read.ListAsync(Scope.Area, State, after, Batch, cancel);
            foreach (var row in rows)
            {
                yield return [row.Name, row.HomeUnit, row.Unit, texts[$"state.{row.State}"].Value, row.DecidedOn ?? row.AskedOn, row.Branch, Hours.Of(row.Minutes), row.Waiting];
            }

            if (rows.Count < Batch)
            {
                yield break;
            }

            after = rows[^1].Id;
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancel) =>
        (Scope = (await scope.ChooseAsync(Area, HttpContext.Viewer(), [Permission.KeepMembers], cancel))!) is not null;
}
