using Bandeng.Kernel.CommandLine;
using Bandeng.Kernel.Tests.Trail;
using Bandeng.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bandeng.Kernel.Tests.Clocks;

[Collection(nameof(TheConsole))]
public sealed class ImportCalendarCommandTests
{
    [Fact]
    public async Task One_object_on_standard_output_says_whether_the_year_is_new()
    {
        await using var database = await TrailDatabase.CreateAsync(Engine.Sqlite);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"year":2950,"days":[{"date":"2950-01-01","isOffDay":true}]}""", TrailDatabase.Cancel);

        var first = await RunAsync(database, file, "--json");
        var again = await RunAsync(database, file, "--json");
        var quiet = await RunAsync(database, file);
        File.Delete(file);

        Assert.Equal((0, "{\"added\":1,\"changed\":0,\"unchanged\":0,\"refused\":0}\n"), (first.Exit, first.Output));
        Assert.Equal((0, "{\"added\":0,\"changed\":0,\"unchanged\":1,\"refused\":0}\n"), (again.Exit, again.Output));
        Assert.Equal((0, ""), (quiet.Exit, quiet.Output));
    }

    private static Task<(int Exit, string Output, string Words)> RunAsync(
        TrailDatabase database, params string[] args) =>
        TheConsole.RunAsync(
            ImportCalendarCommand.Build(
                new CommandHost(() => TrailDatabase.BuildServices(database.Setting).BuildServiceProvider())),
            args);
}
