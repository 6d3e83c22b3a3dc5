using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Organizations.Pages;
using Bandeng.Workforce.Queries;
using Bandeng.Workforce.UseCases;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Workforce.Pages.Workforce;

/// <summary>
/// One worker: schooling, age, terms, certificates. Pay is opened by the town that pays, with a purpose.
/// </summary>
[Access(Permission.ReadWorkers)]
internal sealed class DetailsModel(ReadWorkers read, KeepWorkers keep, AreaScope scope) : FormPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public WorkerRow Row { get; private set; } = null!;

    public string Area { get; private set; } = "";

    public IReadOnlyList<TermRow> Terms { get; private set; } = [];

    public IReadOnlyList<WorkerCertificate> Certificates { get; private set; } = [];

    public DateOnly Today => scope.Today;

    public Guid CertificateId { get; } = Guid.CreateVersion7();

    public bool MayKeep => HttpContext.Viewer().Holds(Permission.KeepWorkers, Row.AreaCode);

    public bool MayPay => HttpContext.Viewer().Holds(Permission.SeePay, Row.AreaCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await read.FindAsync(Id, scope.Today, cancel) is not { } found
            || !HttpContext.Viewer().Holds(Permission.ReadWorkers, found.AreaCode))
        {
            return NotFound();
        }

        Row = found;
        Area = (await scope.NamedAsync(new(found.AreaCode, [], new Dictionary<AreaCode, string>()), [found.AreaCode], cancel)).Name(found.AreaCode);
        (Terms, Certificates) =
            (await read.TermsAsync(found.PersonId, cancel), await read.CertificatesAsync(Id, cancel));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        Guid certificateId, string? name, DateOnly? gotOn, DateOnly? validTo, CancellationToken cancel)
    {
        if ((await keep.CertifyAsync(new(certificateId, Id, name, gotOn, validTo), HttpContext.Viewer(), cancel))
            .TryGet(out _, out var refusal))
        {
            return LocalRedirect($"/workforce/{Id}");
        }

        Refusal = refusal;
        return await OnGetAsync(cancel);
    }
}
