using Bandeng.Kernel.Files.Reading;
using Microsoft.Extensions.Localization;

namespace Bandeng.Kernel.Files.Importing;

/// <summary>Why a row was refused, in words that name the column.</summary>
/// <typeparam name="TText">Where the module keeps the words of its codes; <c>row.</c> are the reader's own.</typeparam>
public sealed class SheetReasons<TText>(IStringLocalizer<TText> texts, IStringLocalizer<FilesText> fileTexts)
    : ISheetReasons
{
    public string Say(SheetFault fault, SheetTable table)
    {
        var words = fault.Code.StartsWith("row.", StringComparison.Ordinal) ? fileTexts[fault.Code, fault.Detail ?? ""]
            .Value
            : texts[fault.Code, fault.Detail ?? ""].Value;
        return fault.Key is { } key && table.Columns.TryGetValue(key, out var at)
            ? fileTexts["column", table.Header[at], words].Value
            : words;
    }
}

/// <summary>Says why a row was refused.</summary>
public interface ISheetReasons
{
    string Say(SheetFault fault, SheetTable table);
}
