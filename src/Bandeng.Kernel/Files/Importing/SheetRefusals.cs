using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Files.Reading;

namespace Bandeng.Kernel.Files.Importing;

/// <summary>Keeps refused rows with their reasons, and stops where every row is refused for the same one.</summary>
public sealed class SheetRefusals(RefusedRows rows, SheetTable table, ISheetReasons reasons)
{
    private readonly OneReason _one = new();

    private SheetFault? _first;

    public int Count => rows.Count;

    /// <summary>Where they stand, or null when none was refused.</summary>
    public string? Path => rows.Count > 0 ? rows.Path : null;

    public void Add(SheetRow row, SheetFault fault)
    {
        _first ??= fault;
        _one.Note(fault.Code, fault.Key);
        rows.Add(SheetTable.Plain(row), reasons.Say(fault, table));
    }

    /// <param name="taken">How many rows could be used so far.</param>
    /// <exception cref="MistakeException"><c>sheet.wrong-column</c></exception>
    public void StopIfHopeless(int taken) => _one.StopIfHopeless(taken, () => reasons.Say(_first!, table));
}
