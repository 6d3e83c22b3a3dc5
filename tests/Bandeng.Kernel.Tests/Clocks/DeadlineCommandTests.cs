using Bandeng.Kernel.CommandLine;

namespace Bandeng.Kernel.Tests.Clocks;

[Collection(nameof(TheConsole))]
public sealed class DeadlineCommandTests
{
    [Theory]
    [InlineData("2023-09-28T17:00", "3", "working-day", "2023-10-09T18:00")]
    [InlineData("2023-09-28 17:00:40", "1", "minute", "2023-09-28T17:01")] // whole minutes, rounded down
    [InlineData("2023-09-28", "1", "hour", "2023-09-28T01:00")]
    [InlineData("2023-09-28T17:00:00", "1", "natural-day", "2023-10-08T00:00")]
    public async Task The_end_goes_to_standard_output_alone(string from, string limit, string unit, string end) =>
        Assert.Equal((0, end + "\n", ""), await RunAsync("--from", from, "--limit", limit, "--class", unit));

    [Fact]
    public async Task An_unknown_calendar_is_said_on_standard_error()
    {
        var (code, output, words) = await RunAsync(
            "--from", "2030-01-07T09:00", "--limit", "1", "--class", "working-day");

        Assert.Equal((0, "2030-01-08T18:00\n"), (code, output));
        Assert.StartsWith("历法未知", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterday", "3", "hour", "deadline.from:")]
    [InlineData("2023-02-29T10:00", "3", "hour", "deadline.from:")]
    [InlineData("0001-01-01T00:00", "3", "hour", "deadline.from:")]
    [InlineData("9999-12-31T23:59", "3", "hour", "deadline.from:")]
    [InlineData("2023-09-28T17:00", "0", "hour", "limit.amount:")]
    [InlineData("2023-09-28T17:00", "-1", "hour", "limit.amount:")]
    [InlineData("2023-09-28T17:00", "100001", "hour", "limit.amount:")]
    [InlineData("2023-09-28T17:00", "99999999999", "hour", "limit.amount:")]
    [InlineData("2023-09-28T17:00", "1.5", "hour", "limit.amount:")]
    [InlineData("2023-09-28T17:00", "3", "day", "limit.class:")]
    public async Task A_mistake_is_named_on_standard_error(string from, string limit, string unit, string code)
    {
        var (exit, output, words) = await RunAsync("--from", from, "--limit", limit, "--class", unit);

        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith(code, words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_named() =>
        Assert.StartsWith("deadline.from:", (await RunAsync()).Words, StringComparison.Ordinal);

    private static Task<(int Exit, string Output, string Words)> RunAsync(params string[] args) =>
        TheConsole.RunAsync(DeadlineCommand.Build(), args);
}
