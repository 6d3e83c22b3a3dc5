using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Organizations.Pages;
using Bandeng.Workforce.Queries;
using Bandeng.Workforce.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Workforce.Pages.Workforce;

/// <summary>
/// The pay of one worker, for the town that pays: entered month by month, opened with a purpose that the person reads.
/// </summary>
[Access(Permission.SeePay)]
internal sealed class PayModel(ReadWorkers read, KeepPay keep, AreaScope scope) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public WorkerRow Row { get; private set; } = null!;

    /// <summary>Null until it was opened.</summary>
    public IReadOnlyList<WorkerPay>? Pay { get; private set; }

    public Dictionary<PayPart, string?> Typed { get; private set; } = [];

    public string Month { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await read.FindAsync(Id, scope.Today, cancel) is not { } found
            || !HttpContext.Viewer().Holds(Permission.SeePay, found.AreaCode))
        {
            return NotFound();
        }

        Row = found;
        Month = Month.Length > 0 ? Month : PayMonth.Of(scope.Today);
        return Page();
    }

    public async Task<IActionResult> OnPostOpenAsync(string? purpose, CancellationToken cancel)
    {
        if ((await keep.OpenAsync(Id, purpose, HttpContext.Viewer(), cancel)).TryGet(out var pay, out var refusal))
        {
            Pay = pay.Parts;
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }

    public async Task<IActionResult> OnPostEnterAsync(
        string? month, Dictionary<PayPart, string?> parts, CancellationToken cancel)
    {
        (Month, Typed) = (month ?? "", parts);
        Result<Guid> result = Read(parts) is { } fen
            ? await keep.EnterAsync(Id, month, fen, HttpContext.Viewer(), cancel)
            : new Refusal(RefusalKind.Invalid, "pay.amount", "Write amounts as 4722.50.");
        if (result.TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/workforce/{Id}/pay");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }

    protected override string? FieldOf(string code) =>
        code switch { "pay.purpose" => "purpose", "pay.month" => "month", _ => "part-Base" };

    private static Dictionary<PayPart, long>? Read(Dictionary<PayPart, string?> parts)
    {
        Dictionary<PayPart, long> read = [];
        foreach (var (part, typed) in parts.Where(part => !string.IsNullOrWhiteSpace(part.Value)))
        {
            if (!decimal.TryParse(typed, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var yuan)
                || yuan > KeepPay.Most || decimal.Truncate(yuan * 100) != yuan * 100)
            {
                return null;
            }

            read[part] = (long)(yuan * 100);
        }

        return read;
    }
}
