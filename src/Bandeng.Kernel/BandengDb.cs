using System.Globalization;
using Bandeng.Kernel.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Bandeng.Kernel;

/// <summary>
/// The one unit of work. Every module adds to it and only the use case saves it, once: what an act changes in
/// several modules, and its line on the trail, land together or not at all.
/// </summary>
public sealed class BandengDb(DbContextOptions<BandengDb> options, IEnumerable<IModelPart> parts) : DbContext(options)
{
    private readonly List<TrailEntry> _recorded = [];

    /// <summary>Whose tables the model holds.</summary>
    internal string Modules { get; } = string.Join(',', parts.Select(part => part.Module));

    /// <summary>Puts an act on the trail; it is chained when the unit of work is saved.</summary>
    public void Record(TrailEntry entry) => _recorded.Add(entry);

    /// <summary>When what is to be saved was done; null where nothing was recorded.</summary>
    public DateTimeOffset? RecordedAt => _recorded is [.., var last] ? last.At : null;

    /// <summary>Says more on the last line that was recorded of a subject.</summary>
    /// <returns>False when nothing has been recorded of it since the last save.</returns>
    public bool TellMore(string subjectKind, Guid subjectId, string name, object? fact)
    {
        var at = _recorded.FindLastIndex(entry => entry.SubjectId == subjectId && entry.SubjectKind == subjectKind);
        if (at >= 0)
        {
            _recorded[at] = _recorded[at] with { Facts = new Dictionary<string, object?>(_recorded[at].Facts ?? new Dictionary<string, object?>()) { [name] = fact } };
        }

        return at >= 0;
    }

    /// <summary>Takes what has been recorded since the last save.</summary>
    internal IReadOnlyList<TrailEntry> TakeRecorded()
    {
        TrailEntry[] taken = [.. _recorded];
        _recorded.Clear();
        return taken;
    }

    /// <summary>Held while this unit of work is the one that writes; null where nobody has to wait.</summary>
    internal IDisposable? Writing { get; set; }

    /// <summary>Lets the next one write: what is committed here may still be on its way to the disk.</summary>
    internal void LetNextWrite()
    {
        Writing?.Dispose();
        Writing = null;
    }

    /// <summary>Lets every module add what follows from the changes.</summary>
    internal void BeforeSave()
    {
        foreach (var part in parts)
        {
            part.BeforeSave(this);
        }
    }

    /// <summary>What the modules write after the rows.</summary>
    internal IReadOnlyList<Func<CancellationToken, Task>> Following() =>
        [.. parts.Select(part => part.Following(this)).OfType<Func<CancellationToken, Task>>()];

    /// <summary>Goes back to the pool as if nothing had been begun.</summary>
    public override void Dispose()
    {
        Forget();
        base.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public override ValueTask DisposeAsync()
    {
        Forget();
        return base.DisposeAsync();
    }

    private void Forget()
    {
        _recorded.Clear();
        LetNextWrite();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        // Instants are one sortable number in both databases; SQLite cannot order or compare DateTimeOffset text.
        builder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        builder.Properties<AreaCode>().HaveConversion<AreaCodeConverter>();
        builder.Properties<DateOnly>().HaveConversion<DayConverter>();
        builder.Properties<Enum>().HaveConversion<string>();
        builder.Conventions.Add(_ => new SchemaConvention());
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        foreach (var part in parts)
        {
            part.Declare(model);
        }
    }

    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));

    // 2026-11-21 as text: sorts as it should, and people who open the file can read it.
    private sealed class DayConverter() : ValueConverter<DateOnly, string>(
        day => day.ToString(Rows.DayFormat, CultureInfo.InvariantCulture),
        text => DateOnly.ParseExact(text, Rows.DayFormat, CultureInfo.InvariantCulture));

    private sealed class AreaCodeConverter() : ValueConverter<AreaCode, long>(
        code => code.Value, number => AreaCode.FromValue(number));
}
