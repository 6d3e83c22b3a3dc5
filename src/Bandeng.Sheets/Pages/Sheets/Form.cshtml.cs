using Bandeng.Kernel;
using Bandeng.Organizations;
using Bandeng.Sheets.Forms;
using Bandeng.Sheets.UseCases;
using Bandeng.Territory;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Bandeng.Sheets.Pages.Sheets;

/// <summary>One form: as it looks, its versions, and what can be done with it.</summary>
[Access(Permission.FillSheets, Permission.ReadFigures)]
[RequestSizeLimit(8 << 20)]
internal sealed class FormModel(ReadForm read, UploadForm upload, RetireForm retire, IAreas areas) : FormPage(read)
{
    public string AreaName { get; private set; } = "";

    public IReadOnlyList<SheetVersion> Versions { get; private set; } = [];

    public IReadOnlyList<SheetDrawing> Drawings { get; private set; } = [];

    public bool MayFill => HttpContext.Viewer().May(Permission.FillSheets);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await LoadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostVersionAsync(IFormFile? blank, CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !MayKeep)
        {
            return NotFound();
        }

        if (blank is { Length: > 0 })
        {
            var bytes = await NewModel.BytesAsync(blank, cancel);
            var sent = await upload.RunAsync(
                new(Id, Form.AreaCode, null, blank.FileName, bytes), HttpContext.Viewer(), cancel);
            if (sent.TryGet(out _, out var refusal))
            {
                return LocalRedirect($"/sheets/{Id}/bind");
            }

            Refusal = refusal;
        }

        await LoadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel) || !MayKeep)
        {
            return NotFound();
        }

        if ((await retire.RunAsync(Id, HttpContext.Viewer(), cancel)).TryGet(out _, out var refusal))
        {
            return LocalRedirect("/sheets");
        }

        Refusal = refusal;
        await LoadAsync(cancel);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
        {
            return false;
        }

        AreaName = (await areas.NamesAsync([Form.AreaCode], cancel)).GetValueOrDefault(Form.AreaCode)?.FullName
            ?? Form.AreaCode.ToString();
        Versions = await Read.VersionsAsync(Id, cancel);
        if ((await Read.OpenAsync(Form, newest: false, cancel)).TryGet(out var opened, out var refusal))
        {
            Drawings = [.. opened.Tables.Select(table => Draw(opened, table, _ => false))];
        }
        else if (refusal.Code != "sheet.unbound")
        {
            Refusal ??= refusal;
        }

        return true;
    }
}
