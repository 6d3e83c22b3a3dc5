using Bandeng.Kernel;
using Bandeng.Kernel.Files;
using Bandeng.Organizations.Queries;
using Bandeng.Organizations.UseCases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Bandeng.Organizations.Pages.Admin;

/// <summary>网格铁三角: who has each post of the team of every grid, and where nobody has.</summary>
[Access(Permission.ManagePeople, Permission.ReadFigures)]
internal sealed class TeamsModel(
    GridTeams query, SetTeamRoles set, AreaScope scope, IStringLocalizer<OrganizationsText> texts) : FormPage
{
    private const int Shown = 3;

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Holes { get; set; }

    public AreaScope.Choice Scope { get; private set; } = null!;

    public IReadOnlyList<GridTeam> Teams { get; private set; } = [];

    public int Whole { get; private set; }

    public int All { get; private set; }

    public IReadOnlyList<Role> Roles => Teams is [var first, ..] ? [.. first.Posts.Select(post => post.Role)] : [];

    public DateOnly On => ChinaTime.ReadDay(Day) ?? scope.Today;

    public bool MaySet => HttpContext.Viewer().May(Permission.ManageRules);

    public string Address(string more = "") =>
        $"/admin/bodies/teams?area={Scope.Area}&day={On:yyyy-MM-dd}{(Holes ? "&holes=true" : "")}{more}";

    public string Names(IReadOnlyList<string> names) => names.Count <= Shown ? string.Join("、", names)
        : texts["teams.more", string.Join("、", names.Take(Shown)), names.Count].Value;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await LoadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnGetSheetAsync(string? type, CancellationToken cancel)
    {
        if (!await LoadAsync(cancel))
        {
            return NotFound();
        }

        SheetColumn[] columns = [new(texts["teams.grid"], Width: 30), .. Roles.Select(role => new SheetColumn(texts[$"role.{role}"], Width: 24)), new(texts["teams.holes"], Width: 24)];
        return new SheetResult("teams", texts["teams"], type, columns, Teams.Select(team => (IReadOnlyList<object?>)
        [
            team.Grid.FullName, .. team.Posts.Select(post => string.Join("、", post.Names)),
            string.Join("、", team.Holes.Select(role => texts[$"role.{role}"].Value)),
        ]).ToAsyncEnumerable());
    }

    public async Task<IActionResult> OnPostAsync(List<Role> roles, DateOnly? from, CancellationToken cancel)
    {
        if ((await set.RunAsync(roles, from, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect("/admin/bodies/teams");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (await scope.ChooseAsync(
            Area, HttpContext.Viewer(), [Permission.ManagePeople, Permission.ReadFigures], cancel) is not { } chosen)
        {
            return false;
        }

        Scope = chosen;
        var teams = await query.RunAsync(chosen.Area, On, cancel);
        (All, Whole) = (teams.Count, teams.Count(team => !team.Holes.Any()));
        Teams = Holes ? [.. teams.Where(team => team.Holes.Any())] : teams;
        return true;
    }
}
