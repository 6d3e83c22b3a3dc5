using System.Globalization;
using System.Text;
using Bandeng.Kernel;
using Bandeng.Matters.Life;
using Bandeng.Matters.Packs;
using Bandeng.Matters.Rules;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Rules;

/// <summary>规则: what holds, what held and what is planned; new settings from a day on.</summary>
[Access(Permission.ManageRules)]
internal sealed class IndexModel(
    RulesOnFile file, KeepRules keep, RulesPost post, IStringLocalizer<RulesText> texts,
    IStringLocalizer<MattersText> shared) : PageModel
{
    private const int PackMax = 200_000;

    [BindProperty]
    public Dictionary<string, string?> Input { get; set; } = [];

    /// <summary>The first day on which the new settings hold.</summary>
    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public IFormFile? Pack { get; set; }

    public IReadOnlyList<RulesOnFile.Version> Versions { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    /// <summary>The name of the setting at fault, or null.</summary>
    public string? Fault { get; private set; }

    public bool Kept { get; private set; }

    public DateOnly Today => post.Today;

    /// <summary>What holds today.</summary>
    public RulesOnFile.Version Current => Versions.First(version => version.From is not { } from || from <= Today);

    public async Task OnGetAsync(bool kept, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        (Kept, From) = (kept, Today.AddDays(1));
        Input = RulesForm.Read(Current.Rules).ToDictionary(field => field.Key, string? (field) => field.Value);
    }

    /// <summary>The settings of a day as the file of a pack.</summary>
    public async Task<IActionResult> OnGetPackAsync(DateOnly? day, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        var version = Versions.First(version => version.From is not { } from || from <= (day ?? Today));
        var name = $"rules-{version.From?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "starter"}.json";
        return File(Encoding.UTF8.GetBytes(RulesFile.Write(version.Rules)), "application/json; charset=utf-8", name);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        return await AfterAsync(RulesForm.Write(At(From ?? Today), Input), cancel);
    }

    public async Task<IActionResult> OnPostPackAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Input = RulesForm.Read(Current.Rules).ToDictionary(field => field.Key, string? (field) => field.Value);
        if (Pack is null or { Length: 0 or > PackMax })
        {
            Refusal = new Refusal(RefusalKind.Invalid, "pack.none", "A file of rules, at most 200 kB.");
            return Page();
        }

        using var reader = new StreamReader(Pack.OpenReadStream(), Encoding.UTF8);
        return await AfterAsync(await reader.ReadToEndAsync(cancel), cancel);
    }

    public async Task<IActionResult> OnPostTakeBackAsync(DateOnly day, CancellationToken cancel)
    {
        if ((await keep.TakeBackAsync(day, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect("/admin/rules?kept=true");
        }

        await OnGetAsync(false, cancel);
        Refusal = refusal;
        return Page();
    }

    /// <summary>
    /// What a setting is called; the limit of a type by the type, a part of where a reason leads by both.
    /// </summary>
    public string Named(string setting) =>
        setting.StartsWith("type.", StringComparison.Ordinal) ? shared[setting].Value
        : setting.Split('.') is ["ways", var reason, var part] ? texts["way.part-of", shared[$"reason.{reason}"].Value, texts[$"way.{part}"].Value].Value
        : texts[$"setting.{setting}"].Value;

    /// <summary>What is wrong with the setting at fault.</summary>
    public string Said(string fault) => fault.Split('.') is ["ways", _, var part]
        ? $"{Named(fault)} · {texts[$"way.wrong.{part}", OtherOffice.PartMax].Value}"
        : texts["fault", Named(fault)].Value;

    // What is not asked for stays as it will be on that day.
    private MatterRules At(DateOnly day) =>
        Versions.First(version => version.From is not { } from || from <= day).Rules;

    private async Task<IActionResult> AfterAsync(string pack, CancellationToken cancel)
    {
        var result = From is { } from
            ? await keep.RunAsync(pack, from, HttpContext.Viewer(), cancel)
            : new Refusal(RefusalKind.Invalid, "rules.from", "From which day do they hold?");
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect("/admin/rules?kept=true");
        }

        (Refusal, Fault) = (refusal, FaultIn(refusal));
        return Page();
    }

    // A setting is named where its refusal begins: "undoMinutes: 0 to 1440"; a limit where the reading stopped:
    // "$.look". What the form does not have, words and kinds of a pack, is told by its place in the file.
    private static string? FaultIn(Refusal refusal) => refusal.Code switch
    {
        "pack.setting" or "pack.way" => refusal.Message.Split(':')[0],
        "pack.unreadable" when refusal.Message.Split("$.") is [_, var rest, ..] => FieldAt(rest.Split(':')[0]),
        _ => null,
    } is { } name && RulesForm.Names.Contains(name) ? name : null;

    private static string FieldAt(string path) =>
        path.Split('.') is ["types", var type, ..] ? $"type.{type}" : path.Split('.')[0];

    private async Task ReadAsync(CancellationToken cancel) => Versions = await file.ListAsync(cancel);
}
