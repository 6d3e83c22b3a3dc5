using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Kernel.Files.Importing;

/// <summary>Keeps refused rows with their reasons, and stops where every row is refused for the same one.</summary>
public sealed class SheetRefusals(RefusedRows rows, SheetTable table, ISheetReasons reasons)
{
    private const int EnoughToTell = 1_000;

    private SheetFault? _first;
    private bool _same = true;

    public int Count => rows.Count;

    /// <summary>Where they stand, or null when none was refused.</summary>
    public string? Path => rows.Count > 0 ? rows.Path : null;

    public void Add(SheetRow row, SheetFault fault)
    {
        _first ??= fault;
        _same &= (_first.Code, _first.Key) == (fault.Code, fault.Key);
        rows.Add(SheetTable.Plain(row), reasons.Say(fault, table));
    }

    /// <param name="taken">How many rows could be used so far.</param>
    /// <exception cref="MistakeException"><c>sheet.wrong-column</c></exception>
    public void StopIfHopeless(int taken)
    {
        if (taken == 0 && rows.Count == EnoughToTell && _same)
        {
            throw new MistakeException(
                "sheet.wrong-column",
                $"The first {EnoughToTell} rows are all refused: {reasons.Say(_first!, table)}. Nothing was taken; look at the column.")
            {
                Words = [reasons.Say(_first!, table)],
            };
        }
    }
}
