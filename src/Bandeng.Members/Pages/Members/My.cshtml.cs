using Bandeng.Kernel;
using Bandeng.Members.Queries;
using Bandeng.Members.UseCases;
using Bandeng.Organizations;
using Bandeng.Organizations.Pages;
using Bandeng.Territory;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Members.Pages.Members;

/// <summary>我的报到和服务, on a telephone: sign in where one lives, see and confirm one's service.</summary>
[Access]
internal sealed class MyModel(ReadMembers read, AskToReport ask, KeepService keep, IAreas areas) : FormPage
{
    private const int MostChoices = 400;

    [BindProperty]
    public Form Input { get; set; } = new();

    public IReadOnlyList<(MemberRow Row, IReadOnlyList<ServiceRow> Service)> Reports { get; private set; } = [];

    public IReadOnlyList<AreaName> Communities { get; private set; } = [];

    private Viewer Me => HttpContext.Viewer();

    public string Area(AreaCode code) =>
        Communities.FirstOrDefault(area => area.Code == code)?.FullName ?? code.ToString();

    /// <summary>Empty fields arrive as null; the use case says what is missing.</summary>
    public sealed class Form
    {
        /// <summary>Made with the form: sent twice, it is one report.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public string? Area { get; set; }

        public string? HomeUnit { get; set; }

        public bool ForUnit { get; set; }

        public string? Wish { get; set; }

        public string? Skills { get; set; }

        public double? Hours { get; set; }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Communities = await InsideAsync((await areas.HomeAsync(cancel)).Code, cancel);
        foreach (var row in await read.OfPersonAsync(Me.PersonId!.Value, cancel))
        {
            Reports = [.. Reports, (row, await read.ServiceAsync(row.Id, cancel))];
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAskAsync(CancellationToken cancel) => await AnswerAsync(await ask.RunAsync(
        new(
            Input.Id, AreaCode.TryParse(Input.Area, out var area) ? area : default, Input.HomeUnit, Input.ForUnit,
            Input.Wish, Input.Skills, Input.Hours ?? 0),
        Me, cancel), cancel);

    public async Task<IActionResult> OnPostWithdrawAsync(Guid report, long version, CancellationToken cancel) =>
        await AnswerAsync(await ask.WithdrawAsync(report, version, Me, cancel), cancel);

    public async Task<IActionResult> OnPostSayAsync(Guid entry, long version, bool so, CancellationToken cancel) =>
        await AnswerAsync(await keep.ConfirmAsync(entry, version, so, Me, cancel), cancel);

    protected override string? FieldOf(string code) => code switch
    {
        "member.unit" => "Input_HomeUnit",
        "member.wish" => "Input_Wish",
        "member.hours" => "Input_Hours",
        "member.area" or "member.twice" => "Input_Area",
        _ => null,
    };

    private async Task<IReadOnlyList<AreaName>> InsideAsync(AreaCode area, CancellationToken cancel)
    {
        List<AreaName> found = [];
        foreach (var child in await areas.ChildrenAsync(area, cancel))
        {
            found.AddRange(
                child.Code.Level < AreaLevel.Village
                    ? await InsideAsync(child.Code, cancel)
                    : child.Code.Level is AreaLevel.Village ? [child]
                    : []);
            if (found.Count >= MostChoices)
            {
                break;
            }
        }

        return found;
    }

    private async Task<IActionResult> AnswerAsync(Result<Guid> result, CancellationToken cancel)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect("/my/service");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }
}
