using System.Collections.Frozen;
using System.Reflection;

namespace Bandeng.Kernel.Clocks;

/// <summary>
/// Which days are worked: Monday to Friday, less the official holidays, plus the make-up days. Never changes; a new
/// year makes a new calendar.
/// </summary>
/// <remarks>
/// Source: the State Council's yearly notices, as collected in <c>Holidays/</c> (MIT, see its licence).
/// </remarks>
public sealed class WorkCalendar
{
    private static readonly Lazy<WorkCalendar> Embedded = new(ReadEmbedded);

    private static volatile WorkCalendar? _brought;

    private readonly FrozenDictionary<int, CalendarYear> _years;
    private readonly FrozenDictionary<DateOnly, bool> _worked;

    private WorkCalendar(IEnumerable<CalendarYear> years)
    {
        _years = years.ToFrozenDictionary(year => year.Year);

        // A notice may rule on the December before it, so where two name a day the later one holds.
        var worked = new Dictionary<DateOnly, bool>();
        foreach (var (day, isWorked) in _years.Values.OrderBy(year => year.Year).SelectMany(year => year.Worked))
        {
            worked[day] = isWorked;
        }

        _worked = worked.ToFrozenDictionary();
    }

    /// <summary>The years that came with this version, and those that an office has brought since.</summary>
    public static WorkCalendar Official => _brought ?? Embedded.Value;

    /// <summary>No official year at all: Monday to Friday.</summary>
    public static WorkCalendar Unknown { get; } = new([]);

    /// <summary>From now on this process counts by these years too; one for a year it had replaces it.</summary>
    public static void Bring(IEnumerable<CalendarYear> years) =>
        _brought = years.Aggregate(Embedded.Value, (calendar, year) => calendar.With(year));

    /// <summary>This calendar with one more year, or with a newer notice for a year it had.</summary>
    public WorkCalendar With(CalendarYear year) =>
        new(_years.Values.Where(had => had.Year != year.Year).Append(year));

    /// <summary>Whether the official notice of a year is there. Without it the year counts Monday to Friday.</summary>
    public bool Knows(int year) => _years.ContainsKey(year);

    /// <summary>The official notice of a year, or null where there is none.</summary>
    public CalendarYear? NoticeOf(int year) => _years.GetValueOrDefault(year);

    public bool IsWorkingDay(DateOnly day) => _worked.TryGetValue(day, out var isWorked)
        ? isWorked
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day itself if it is worked, else the next that is.</summary>
    public DateOnly NextWorkingDay(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>
    /// The working day that comes <paramref name="count"/> working days after a day; the day is not counted.
    /// </summary>
    public DateOnly WorkingDayAfter(DateOnly day, int count)
    {
        for (; count > 0; count--)
        {
            day = NextWorkingDay(day.AddDays(1));
        }

        return day;
    }

    /// <summary>How many working days there are after one day and up to another, the last one included.</summary>
    public int WorkingDaysBetween(DateOnly after, DateOnly through)
    {
        var count = 0;
        for (var day = after; day < through;)
        {
            day = day.AddDays(1);
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    internal bool KnowsAll(DateOnly first, DateOnly last) =>
        Enumerable.Range(first.Year, last.Year - first.Year + 1).All(Knows);

    private static WorkCalendar ReadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new WorkCalendar(
            from name in assembly.GetManifestResourceNames()
            where name.StartsWith("Holidays/", StringComparison.Ordinal)
            select Read(assembly, name));
    }

    private static CalendarYear Read(Assembly assembly, string name)
    {
        using var file = assembly.GetManifestResourceStream(name)!;
        return CalendarYear.Read(file).TryGet(out var year, out var refusal)
            ? year
            : throw new InvalidOperationException($"{name}: {refusal.Message}");
    }
}
