using Bandeng.Kernel.CommandLine;

namespace Bandeng.Kernel.Files.Importing;

/// <summary>Stops a list of which every row is refused for the same reason: it is the column, not the rows.</summary>
public sealed class OneReason
{
    private const int EnoughToTell = 1_000;

    private (string Code, string? Column)? _first;
    private bool _same = true;
    private int _refused;

    /// <summary>One more row was refused.</summary>
    /// <param name="column">What tells its column; null where the reason is about the whole row.</param>
    public void Note(string code, string? column)
    {
        _refused++;
        _first ??= (code, column);
        _same &= _first == (code, column);
    }

    /// <param name="taken">How many rows could be used so far.</param>
    /// <param name="say">The reason in the reader's words.</param>
    /// <exception cref="MistakeException"><c>sheet.wrong-column</c></exception>
    public void StopIfHopeless(int taken, Func<string> say)
    {
        if (taken == 0 && _refused == EnoughToTell && _same)
        {
            throw new MistakeException(
                "sheet.wrong-column",
                $"The first {EnoughToTell} rows are all refused: {say()}. Nothing was taken; look at the column.")
            {
                Words = [say()],
            };
        }
    }
}
