using System.CommandLine;

namespace Bandeng.Planning.Tests;

/// <summary>
/// Runs a command and catches what it says. The console belongs to the whole process, so nothing else runs meanwhile.
/// </summary>
[CollectionDefinition(nameof(TheConsole), DisableParallelization = true)]
public sealed class TheConsole
{
    public static async Task<(int Exit, string Output, string Words)> RunAsync(Command command, params string[] args)
    {
        var (output, words) = (Console.Out, Console.Error);
        using StringWriter caughtOutput = new() { NewLine = "\n" }, caughtWords = new() { NewLine = "\n" };
        Console.SetOut(caughtOutput);
        Console.SetError(caughtWords);
        try
        {
            return (await command.Parse(args).InvokeAsync(), caughtOutput.ToString(), caughtWords.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(words);
        }
    }
}
