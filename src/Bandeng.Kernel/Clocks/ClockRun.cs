namespace Bandeng.Kernel.Clocks;

/// <summary>Runs a limit through its stops, which are in order and apart. Everything is on the wall clock.</summary>
/// <param name="Amount">In the unit of the class that is run.</param>
internal sealed record ClockRun(DateTime Start, int Amount, WorkCalendar Calendar)
{
    public (DateTime At, bool CalendarKnown) Elapsed(TimeSpan unit, List<(DateTime From, DateTime To)> stops)
    {
        var (from, left) = Consume(unit * Amount, stops, (a, b) => b - a);
        return (from + left, true);
    }

    public (DateTime At, bool CalendarKnown) WorkingHours(List<(DateTime From, DateTime To)> stops)
    {
        var (from, left) = Consume(TimeSpan.FromHours(Amount), stops, (a, b) => OfficeHours.Between(a, b, Calendar));
        var at = OfficeHours.After(from, left, Calendar);

        // After hours, today's calendar is not asked.
        var first = Start.TimeOfDay < OfficeHours.DayEnds ? Start : Start.AddDays(1);
        return (at, Calendar.KnowsAll(DateOnly.FromDateTime(first), DateOnly.FromDateTime(at)));
    }

    /// <summary>A stop adds the working days after the day it begins, up to the day it ends.</summary>
    public (DateTime At, bool CalendarKnown) WorkingDays(List<(DateTime From, DateTime To)> stops)
    {
        var start = DateOnly.FromDateTime(Start);
        var (counted, last) = (Amount, Calendar.WorkingDayAfter(start, Amount));
        foreach (var stop in stops)
        {
            if (stop.From >= EndOfWork(last))
            {
                break;
            }

            var (paused, resumed) = (DateOnly.FromDateTime(stop.From), DateOnly.FromDateTime(stop.To));
            counted += Calendar.WorkingDaysBetween(paused, resumed);

            // Whoever resumes on the last day has what is left of it, or else the next working day.
            var left = Calendar.NextWorkingDay(stop.To < EndOfWork(resumed) ? resumed : resumed.AddDays(1));
            last = Later(Calendar.WorkingDayAfter(start, counted), left);
        }

        return (EndOfWork(last), Calendar.KnowsAll(start.AddDays(1), last));
    }

    /// <summary>A stop adds the days after the day it begins, up to the day it ends.</summary>
    public (DateTime At, bool CalendarKnown) NaturalDays(List<(DateTime From, DateTime To)> stops)
    {
        var last = DateOnly.FromDateTime(Start).AddDays(Amount);
        foreach (var stop in stops)
        {
            if (stop.From >= EndOfDay(last))
            {
                break;
            }

            var (paused, resumed) = (DateOnly.FromDateTime(stop.From), DateOnly.FromDateTime(stop.To));
            last = Later(last.AddDays(resumed.DayNumber - paused.DayNumber), resumed);
        }

        return (EndOfDay(last), Calendar.KnowsAll(last, Calendar.NextWorkingDay(last)));
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateTime EndOfWork(DateOnly day) => day.ToDateTime(TimeOnly.MinValue) + OfficeHours.DayEnds;

    private DateTime EndOfDay(DateOnly day) => Calendar.NextWorkingDay(day).AddDays(1).ToDateTime(TimeOnly.MinValue);

    private (DateTime From, TimeSpan Left) Consume(
        TimeSpan left, List<(DateTime From, DateTime To)> stops, Func<DateTime, DateTime, TimeSpan> passed)
    {
        var from = Start;
        foreach (var stop in stops)
        {
            var used = passed(from, stop.From);
            if (used >= left)
            {
                break;
            }

            (from, left) = (stop.To, left - used);
        }

        return (from, left);
    }
}
