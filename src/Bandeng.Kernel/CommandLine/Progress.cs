namespace Bandeng.Kernel.CommandLine;

/// <summary>
/// How far long work is: one line that is written over, for somebody who watches; a script is told nothing.
/// </summary>
public static class Progress
{
    private const int Width = 60;

    public static void Show(string words)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write($"\r{words.PadRight(Width)}");
        }
    }

    /// <summary>What is written next begins on a line of its own.</summary>
    public static void End()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine();
        }
    }
}
