using System.Globalization;
using Bandeng.Kernel;
using Bandeng.Kernel.Clocks;
using Bandeng.Kernel.Files;
using Bandeng.Kernel.Html;
using Bandeng.Matters.Importing;
using Bandeng.Matters.Rules;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Matters.Pages.Rules;

/// <summary>One entry of the catalogue: what it says from a day on, and what it said before.</summary>
[Access(Permission.ManageRules)]
internal sealed class CategoryModel(
    CategoryBook book, KeepCategory keep, RulesPost post, IStringLocalizer<RulesText> texts) : PageModel
{
    [BindProperty]
    public CategoryInput Input { get; set; } = new();

    public IReadOnlyList<CategoryBook.Entry> Entries { get; private set; } = [];

    /// <summary>First levels, under which an entry may stand.</summary>
    public IReadOnlyList<CategoryLine> Parents { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public DateOnly Today => post.Today;

    /// <summary>Whether this code has never been used.</summary>
    public bool IsNew => Entries is [];

    /// <summary>The entry as it is typed.</summary>
    public sealed class CategoryInput
    {
        /// <summary>Of the entry that is changed; null for one that is added.</summary>
        public string? Known { get; set; }

        public string? Code { get; set; }

        public string? Parent { get; set; }

        public string? Name { get; set; }

        public string? NameEn { get; set; }

        public string? Filing { get; set; }

        public string? Closing { get; set; }

        public string? Amount { get; set; }

        public string? Class { get; set; }

        public string? Duty { get; set; }

        public string? DutyBody { get; set; }

        public bool Evidence { get; set; }

        public bool Check { get; set; }

        public string? Way { get; set; }

        public DateOnly? From { get; set; }
    }

    public async Task<IActionResult> OnGetAsync(string? code, CancellationToken cancel)
    {
        await ReadAsync(code, cancel);
        if (code is not null && Entries is [])
        {
            return NotFound();
        }

        Input = Entries.FirstOrDefault(entry => entry.From <= Today) is { } entry ? Typed(entry.Line)
            : Entries is [.., var first] ? Typed(first.Line)
            : new() { Amount = "5", Class = LimitClass.WorkingDay.ToText(), Duty = "Community" };
        Input.From = Today.AddDays(1);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(Input.Known, cancel);
        if (Input.Known is not null && Entries is [])
        {
            return NotFound();
        }

        var fault = CategoryLine.Read(
            new TableRow(1, Fields(), null), [.. Enumerable.Range(0, CategoryLine.Columns.Count)], out var line);
        return After(
            fault is not null ? new Refusal(RefusalKind.Invalid, fault, fault)
            : Input.From is not { } from ? new Refusal(RefusalKind.Invalid, "rules.from", "From which day?")
            : await keep.RunAsync(line!, Input.Known is null, from, HttpContext.Viewer(), cancel));
    }

    public async Task<IActionResult> OnPostEndAsync(string code, DateOnly? day, CancellationToken cancel)
    {
        return await OnGetAsync(code, cancel) is NotFoundResult unknown
            ? unknown
            : After(await keep.TakeOutAsync(code, day ?? Today, HttpContext.Viewer(), cancel));
    }

    private IActionResult After(Result<bool> result)
    {
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect("/admin/categories?kept=true");
        }

        if (FieldOf(refusal.Code) is { } field)
        {
            ModelState.Refuse(field, refusal, texts);
        }
        else
        {
            Refusal = refusal;
        }

        return Page();
    }

    // The order of CategoryLine.Columns.
    private string[] Fields() =>
    [
        Trim(Input.Known ?? Input.Code), Trim(Input.Parent), Trim(Input.Name), Trim(Input.NameEn), Trim(Input.Filing),
        Trim(Input.Closing),
        Trim(Input.Amount), Trim(Input.Class), Trim(Input.Duty), Trim(Input.DutyBody), Input.Evidence ? "1" : "0",
        Input.Check ? "1" : "0", Trim(Input.Way),
    ];

    private static string Trim(string? text) => text?.Trim() ?? "";

    private static CategoryInput Typed(CategoryLine line) => new()
    {
        Known = line.Code,
        Code = line.Code,
        Parent = line.ParentCode,
        Name = line.Name,
        NameEn = line.NameEn,
        Filing = line.Filing,
        Closing = line.Closing,
        Amount = line.LimitAmount.ToString(CultureInfo.InvariantCulture),
        Class = Enum.Parse<LimitClass>(line.LimitClass).ToText(),
        Duty = line.Duty,
        DutyBody = line.DutyBody,
        Evidence = line.EvidenceWanted,
        Check = line.CheckWanted,
        Way = line.RedirectOnly,
    };

    private static string? FieldOf(string code) => code switch
    {
        "category.code" or "category.taken" => "Input.Code",
        "category.name" => "Input.Name",
        "category.condition" => "Input.Filing",
        "category.limit" => "Input.Amount",
        "category.parent" => "Input.Parent",
        "category.duty" => "Input.Duty",
        "category.way" => "Input.Way",
        "rules.from" or "rules.past" or "rules.far" => "Input.From",
        _ => null,
    };

    private async Task ReadAsync(string? code, CancellationToken cancel)
    {
        Entries = code is null ? [] : await book.OfAsync(code, cancel);
        Parents = [.. (await book.OnAsync(Today, cancel)).Where(line => line.ParentCode is null && line.Code != code)];
    }
}
