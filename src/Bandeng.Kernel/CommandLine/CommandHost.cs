using Bandeng.Kernel.Clocks;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.CommandLine;

/// <summary>
/// What a command of the command line may ask of the installation. Nothing is built until it is asked for, so that
/// commands which need no database start at once.
/// </summary>
public sealed class CommandHost(Func<ServiceProvider> build)
{
    /// <summary>
    /// Runs a command in a unit of work of its own; a refusal becomes words on standard error and exit code 1.
    /// </summary>
    /// <param name="needsSchema">False for the commands that make the schema.</param>
    public Task<int> RunAsync(
        Func<IServiceProvider, Task<int>> command, bool needsSchema = true) => GuardAsync(async () =>
    {
        await using var services = build();
        await using var scope = services.CreateAsyncScope();
        if (needsSchema)
        {
            var db = scope.ServiceProvider.GetRequiredService<BandengDb>();
            await db.EnsureReadyAsync(CancellationToken.None);
            await db.LoadYearsAsync(CancellationToken.None);
        }

        return await command(scope.ServiceProvider);
    });

    /// <summary>
    /// Runs a command that needs no installation; the mistakes of a person end in words, not in a stack trace.
    /// </summary>
    public static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (MistakeException mistake)
        {
            await Console.Error.WriteLineAsync($"{mistake.Code}: {mistake.Message}");
            return 1;
        }
    }
}

/// <summary>Something the person at the keyboard can mend: a missing file, a wrong date, a setting.</summary>
public sealed class MistakeException(string code, string message) : Exception(message)
{
    /// <summary>Stable and dotted, as in refusals: <c>file.missing</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The row of the file that is meant, from 1; null: none.</summary>
    public int? Line { get; init; }

    /// <summary>The heading that is meant, or null.</summary>
    public string? Column { get; init; }

    /// <summary>What the words of the code have gaps for; nothing of the server.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
