using Bandeng.Households.Needs;
using Bandeng.Households.Needs.Acts;
using Bandeng.Households.Needs.Held;
using Bandeng.Households.Pages.Needs;
using Bandeng.Kernel;
using Bandeng.Kernel.Html;
using Bandeng.Organizations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Bandeng.Households.Pages.Held;

/// <summary>Something about me is wrong: what is right instead.</summary>
[Access]
[ResponseCache(NoStore = true)]
internal sealed class CorrectModel(
    HeldOfPerson held, AskCorrection ask, BandengDb db, TimeProvider clock,
    IStringLocalizer<NeedsText> texts) : PageModel
{
    [BindProperty]
    public CorrectInput Input { get; set; } = new();

    public IReadOnlyList<Known> People { get; private set; } = [];

    public bool Sent { get; private set; }

    /// <summary>How many clauses were dropped at the door.</summary>
    [BindProperty(SupportsGet = true)]
    public int Dropped { get; set; }

    internal sealed record Known(Guid Id, string Name, Sex? Sex, DateOnly? BirthDate);

    public sealed class CorrectInput
    {
        public Guid Id { get; set; }

        public Guid Resident { get; set; }

        public string? Name { get; set; }

        public string? Sex { get; set; }

        public DateOnly? BirthDate { get; set; }

        public string? Phone { get; set; }

        public string? Words { get; set; }
    }

    public async Task OnGetAsync(bool sent, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        (Input.Id, Sent) = (Guid.CreateVersion7(), sent);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var asked = new Corrected(
            Input.Name, Enum.TryParse<Sex>(Input.Sex, out var sex) && Enum.IsDefined(sex) ? sex : null, Input.BirthDate,
            Input.Phone, Input.Words);
        var faults = AskCorrection.Faults(asked, ChinaTime.DayOf(clock.GetUtcNow()));
        if (ModelState.IsValid && faults.Count == 0)
        {
            if ((await ask.RunAsync(Input.Id, Input.Resident, asked, HttpContext.Viewer(), cancel))
                .TryGet(out var done, out var refusal))
            {
                return LocalRedirect(
                    "/my/held/correct?sent=true" + (done.Dropped.Count > 0 ? $"&dropped={done.Dropped.Count}" : ""));
            }

            faults = [refusal];
        }

        // What could not be read is something to correct too.
        ModelState.RefuseAll(
            ModelState.IsValid ? faults : faults.Where(one => one.Code != "correction.nothing"), FieldOf, texts);
        await ReadAsync(cancel);
        return Page();
    }

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "resident.name" => "Input.Name",
        "resident.birth-date" => "Input.BirthDate",
        "phone.unreadable" => "Input.Phone",
        "correction.words" or "correction.not-held" => "Input.Words",
        _ => "",
    };

    private async Task ReadAsync(CancellationToken cancel)
    {
        var ids = (await held.WhoAsync(HttpContext.Viewer(), cancel)).ResidentIds.ToArray();
        People = ids is [] ? [] : await db.RowsAsync<Known>(
            $"select id, name, sex, birth_date from residents where {db.In("id", nameof(ids))} order by name, id",
            new { ids }, cancel);
    }
}
