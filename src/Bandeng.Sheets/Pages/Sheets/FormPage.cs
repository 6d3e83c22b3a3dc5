using Bandeng.Kernel;
using Bandeng.Kernel.Files.Filling;
using Bandeng.Sheets.Filling;
using Bandeng.Sheets.Forms;
using Bandeng.Sheets.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Bandeng.Sheets.Pages.Sheets;

/// <summary>What the pages of one form share.</summary>
internal abstract class FormPage(ReadForm read) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public SheetForm Form { get; private set; } = null!;

    public Refusal? Refusal { get; protected set; }

    protected ReadForm Read { get; } = read;

    public IReadOnlyList<ISheetSource> Sources => Read.Guess.Sources;

    public bool MayKeep => HttpContext.Viewer().Keeps(Form);

    /// <summary>Whether the viewer may look at it; else it is as if it were not there.</summary>
    protected async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (!(await Read.FindAsync(Id, HttpContext.Viewer(), cancel)).TryGet(out var form, out _))
        {
            return false;
        }

        Form = form;
        return true;
    }

    private string? NameOf(string field, TableBinding table) =>
        RowFields.All.FirstOrDefault(known => known.Code == field) is { } any ? any.Name
        : !table.IsBeside ? Sources.FirstOrDefault(source => source.Code == table.Source)?.Fields.FirstOrDefault(known => known.Code == field)?.Name
        : BesideField.Read(field, Sources) is not { } read ? null
        : read.Field?.Name ?? CountOf(read.Source);

    /// <summary>What the number of a source's rows is called.</summary>
    public string CountOf(ISheetSource source) => HttpContext.RequestServices
        .GetRequiredService<IStringLocalizer<SheetsText>>()["bind.count", source.Name];

    /// <summary>A sheet with what is put into its columns.</summary>
    protected SheetDrawing Draw(FormOpened opened, TableBinding table, Func<ColumnBinding, bool> isGuess)
    {
        var sheet = opened.Book.Sheets[table.Sheet];
        var layout = FindLayout.Of(sheet, table)!;
        return new(sheet, layout, layout.Headings.ToDictionary(heading => heading.Column, heading =>
        {
            var column = table.Columns.FirstOrDefault(one => one.Column == heading.Column);
            return new ColumnMark(
                column?.Field is { } field ? NameOf(field, table) : null, column is not null && isGuess(column),
                heading.IsNotKept);
        }));
    }
}
