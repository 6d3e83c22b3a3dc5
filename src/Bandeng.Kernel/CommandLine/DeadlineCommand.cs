using System.CommandLine;
using System.Globalization;
using Bandeng.Kernel.Clocks;

namespace Bandeng.Kernel.CommandLine;

/// <summary><c>./bandeng deadline</c>: when a limit ends. Needs no database.</summary>
public static class DeadlineCommand
{
    private const int FirstYear = 1900;
    private const int LastYear = 2999;

    private static readonly string[] Moments =
        ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"];

    public static Command Build()
    {
        var from = new Option<string>("--from") { Description = "When it begins, local time: 2023-09-28T17:00." };
        var limit = new Option<string>("--limit") { Description = $"How many, {Limit.Least} to {Limit.Most}." };
        var unit = new Option<string>("--class") { Description = $"Of what: {string.Join(", ", LimitClasses.All)}." };
        var command = new Command("deadline", "When a limit ends, by the official calendar.") { from, limit, unit };
        command.SetAction((parsed, _) => CommandHost.GuardAsync(() => RunAsync(
            parsed.GetValue(from), parsed.GetValue(limit), parsed.GetValue(unit))));
        return command;
    }

    private static async Task<int> RunAsync(string? from, string? limit, string? unit)
    {
        var deadline = Deadline.Of(ReadMoment(from), ReadLimit(limit, unit), WorkCalendar.Official);
        var wall = ChinaTime.OnTheWall(deadline.At);
        await Console.Out.WriteLineAsync(wall.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        if (!deadline.CalendarKnown)
        {
            await Console.Error.WriteLineAsync("历法未知: a year without an official calendar counts Monday to Friday.");
        }

        return 0;
    }

    private static DateTimeOffset ReadMoment(string? text) =>
        DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
        && moment.Year is >= FirstYear and <= LastYear
            ? ChinaTime.ToInstant(moment)
            : throw new MistakeException(
                "deadline.from",
                $"--from is a local time like 2023-09-28T17:00, {FirstYear} to {LastYear}, not '{text}'.");

    private static Limit ReadLimit(string? amount, string? unit)
    {
        if (!int.TryParse(amount, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new MistakeException(
                "limit.amount", $"--limit is a whole number, {Limit.Least} to {Limit.Most}, not '{amount}'.");
        }

        if (!LimitClasses.TryParse(unit, out var limitClass))
        {
            throw new MistakeException(
                "limit.class", $"--class is one of {string.Join(", ", LimitClasses.All)}, not '{unit}'.");
        }

        return Limit.Of(number, limitClass).TryGet(out var limit, out var refusal)
            ? limit
            : throw new MistakeException(refusal.Code, refusal.Message);
    }
}
