using Bandeng.Kernel;
using Bandeng.Kernel.Trail;
using Bandeng.Organizations.People;
using Bandeng.Organizations.UseCases;
using Microsoft.EntityFrameworkCore;

namespace Bandeng.Organizations.Powers;

/// <summary>
/// A power is handed down to a town, taken back, or bound to the categories that are decided by virtue of it.
/// </summary>
internal sealed class KeepPowers(BandengDb db, IEnumerable<ICategoryBook> books, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Result<Guid>> HandDownAsync(PowerFields told, Viewer by, CancellationToken cancel)
    {
        if (!(await AddAsync(told, by, cancel)).TryGet(out var power, out var refusal))
        {
            return refusal;
        }

        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? power.Id : Refusals.Overtaken;
    }

    /// <summary>Changes the unit of work; a power of this id stays as it is.</summary>
    public async Task<Result<Power>> AddAsync(PowerFields told, Viewer by, CancellationToken cancel)
    {
        if (WhyNot(told, by) is { } refusal)
        {
            return refusal;
        }

        if (!await db.Bodies.AnyAsync(body => body.Id == told.Department && body.Kind == BodyKind.Department, cancel))
        {
            return new Refusal(RefusalKind.Invalid, "power.department", "Choose the department whose power it is.");
        }

        if (await db.Powers.FindAsync([told.Id], cancel) is { } there)
        {
            return there;
        }

        var power = Power.Of(told, told.From ?? ChinaTime.DayOf(clock.GetUtcNow()));
        if (power.ValidTo < power.ValidFrom)
        {
            return new Refusal(RefusalKind.Invalid, "post.last-day", "The last day lies before the first.");
        }

        if (await FaultOfAsync(power, told.Categories, cancel) is { } fault)
        {
            return fault;
        }

        db.Powers.Add(power);
        Bind(power.Id, told.Categories);
        db.Record(Entry(power, "power.hand-down", by, told.Categories));
        return power;
    }

    /// <summary>收回: its last day, included.</summary>
    public async Task<Result<Guid>> EndAsync(
        Guid id, long version, DateOnly? lastDay, Viewer by, CancellationToken cancel)
    {
        if (!(await MineAsync(id, version, by, cancel)).TryGet(out var power, out var refusal))
        {
            return refusal;
        }

        var last = lastDay ?? ChinaTime.DayOf(clock.GetUtcNow());
        if (last < power.ValidFrom)
        {
            return new Refusal(RefusalKind.Invalid, "post.last-day", "The last day lies before the first.");
        }

        if (power.ValidTo is { } before && last > before && await IsTwiceAsync(power, before.AddDays(1), last, cancel))
        {
            return Twice;
        }

        power.End(last);
        db.Record(Entry(power, "power.end", by, []));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : Refusals.Overtaken;
    }

    public async Task<Result<Guid>> BindAsync(
        Guid id, long version, IReadOnlyList<string> categories, Viewer by, CancellationToken cancel)
    {
        if (!(await MineAsync(id, version, by, cancel)).TryGet(out var power, out var refusal))
        {
            return refusal;
        }

        var bound = await db.PowerCategories.Where(one => one.PowerId == id).ToListAsync(cancel);
        if (await StrangeAsync(categories.Except(bound.Select(one => one.CategoryCode)), cancel) is { } strange)
        {
            return strange;
        }

        db.PowerCategories.RemoveRange(bound.Where(one => !categories.Contains(one.CategoryCode)));
        Bind(id, categories.Except(bound.Select(one => one.CategoryCode)));
        power.Rebind();
        db.Record(Entry(power, "power.bind", by, categories));
        return await db.TrySaveAsync(cancel) is SaveOutcome.Saved ? id : Refusals.Overtaken;
    }

    private async Task<Refusal?> FaultOfAsync(Power power, IReadOnlyList<string> categories, CancellationToken cancel) =>
        await StrangeAsync(categories, cancel)
        ?? (await IsTwiceAsync(power, power.ValidFrom, power.ValidTo, cancel) ? Twice : null);

    /// <summary>The first category that nothing is sorted into today; null where each is known.</summary>
    private async Task<Refusal?> StrangeAsync(IEnumerable<string> categories, CancellationToken cancel)
    {
        foreach (var book in books)
        {
            var known = (await book.TodayAsync(cancel)).Select(one => one.Code).ToHashSet();
            if (categories.FirstOrDefault(code => !known.Contains(code)) is { } strange)
            {
                return new(RefusalKind.Invalid, "power.category", $"There is no such category: {strange}")
                {
                    Details = [strange],
                };
            }
        }

        return null;
    }

    // A list may hand down the same twice, none of it saved yet.
    private async Task<bool> IsTwiceAsync(Power power, DateOnly from, DateOnly? to, CancellationToken cancel)
    {
        bool IsSame(Power other) =>
            other.Id != power.Id && other.Name == power.Name && other.DepartmentId == power.DepartmentId
            && other.ToArea == power.ToArea && (other.ValidTo is not { } last || last >= from) && !(other.ValidFrom > to);
        await db.Powers.Where(other => other.Name == power.Name && other.DepartmentId == power.DepartmentId)
            .LoadAsync(cancel);
        return db.Powers.Local.Any(IsSame);
    }

    private static Refusal Twice { get; } = new(
        RefusalKind.Conflict, "power.twice", "The same power is handed down here in these days already.");

    public static bool May(Viewer by, AreaCode to) => by.IsSystem || by.May(Permission.KeepPowers, to);

    private static Refusal? WhyNot(PowerFields told, Viewer by) =>
        (told.Name ?? "").Trim() is not { Length: > 0 and <= Power.NameMax }
            ? new(RefusalKind.Invalid, "power.name", $"A power has a name of 1 to {Power.NameMax} characters.")
        : (told.Basis ?? "").Trim() is not { Length: > 0 and <= Power.BasisMax }
            ? new(RefusalKind.Invalid, "power.basis", "Name the document that hands it down.")
        : told.To == default || told.To.Level is AreaLevel.Province or > AreaLevel.Town
            ? new(RefusalKind.Invalid, "power.to", "A power is handed down to a town, or to every town of a district.")
        : May(by, told.To) ? null : Refusals.NotYours;

    private void Bind(Guid power, IEnumerable<string> categories) => db.PowerCategories.AddRange(
        categories.Where(code => code.Length is > 0 and <= 40)
            .Distinct().Select(code => new PowerCategory(power, code)));

    private async Task<Result<Power>> MineAsync(Guid id, long version, Viewer by, CancellationToken cancel) =>
        await db.Powers.SingleOrDefaultAsync(power => power.Id == id, cancel) switch
        {
            null => new Refusal(RefusalKind.NotFound, "power.unknown", "There is no such power."),
            var power when !May(by, power.ToArea) => Refusals.NotYours,
            var power when power.Version != version => Refusals.Overtaken,
            var power => power,
        };

    private TrailEntry Entry(Power power, string action, Viewer by, IReadOnlyList<string> categories) =>
        new(
            "power", power.Id, power.ToArea, action,
            by with { ActingPost = by.PostFor(Permission.KeepPowers, power.ToArea) }, clock.GetUtcNow())
        {
            Facts = new Dictionary<string, object?>
            {
                ["name"] = power.Name,
                ["class"] = power.Class.ToString(),
                ["department"] = power.DepartmentId,
                ["to"] = power.ToArea.ToString(),
                ["from"] = Day.Text(power.ValidFrom),
                ["last-day"] = power.ValidTo is { } day ? Day.Text(day) : null,
                ["basis"] = power.Basis,
                ["categories"] = string.Join(' ', categories),
            },
        };
}
