namespace Bandeng.Kernel.Files.Filling;

/// <summary>
/// What a module offers to the tables of an office (台账): rows of named fields. A module that implements and registers
/// it can be bound to any heading of any workbook.
/// </summary>
public interface ISheetSource
{
    /// <summary>Stable: <c>matters</c>.</summary>
    string Code { get; }

    /// <summary>What one row is, in the language of the request.</summary>
    string Name { get; }

    /// <summary>Which rows belong to a period, in one sentence.</summary>
    string About { get; }

    IReadOnlyList<SourceField> Fields { get; }

    /// <summary>What a heading beside a cell calls how many rows there are: 居民人数.</summary>
    IReadOnlyList<string> CountedAs => [];

    /// <summary>Whether the viewer may read it over this area.</summary>
    bool MayRead(Viewer viewer, AreaCode area);

    /// <summary>
    /// The rows inside an area, in the order of the table, no more than asked for. Numbers of persons are masked unless
    /// a purpose is stated and the viewer may open them; every number that is opened is recorded on the unit of work.
    /// </summary>
    /// <returns>One value a field that was asked for: string, number, day, moment, or null where the record does not
    /// hold it.</returns>
    Task<IReadOnlyList<object?[]>> RowsAsync(SourceQuestion question, CancellationToken cancel);

    /// <summary>A total that is not the sum of the rows; null: it is.</summary>
    Task<object?[]?> TotalAsync(SourceQuestion question, CancellationToken cancel) => Task.FromResult<object?[]?>(null);
}

/// <summary>What a source is asked for.</summary>
/// <param name="First">Days in Asia/Shanghai, both included.</param>
/// <param name="Fields">Codes, in the order in which the values are wanted.</param>
/// <param name="Viewer">Who asks; sees no more here than on a page.</param>
/// <param name="Most">So many rows at most.</param>
public sealed record SourceQuestion(
    AreaCode Area, DateOnly First, DateOnly Last, IReadOnlyList<string> Fields, Viewer Viewer, int Most)
{
    /// <summary>For what numbers of persons are opened; null: masked.</summary>
    public string? Purpose { get; init; }

    /// <summary>The first instant of the period.</summary>
    public DateTimeOffset From => ChinaTime.ToInstant(First.ToDateTime(TimeOnly.MinValue));

    /// <summary>The first instant after it.</summary>
    public DateTimeOffset To => ChinaTime.ToInstant(Last.AddDays(1).ToDateTime(TimeOnly.MinValue));

    /// <summary>The values of one record, in the order that was asked for.</summary>
    public object?[] Pick(Func<string, object?> value) => [.. Fields.Select(value)];
}
