using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Bandeng.Kernel;

/// <summary>Puts many new things into their tables at once, with the columns and conversions of the model.</summary>
public static class BulkEntities
{
    /// <summary>Inserts entities inside the transaction that is open. They are not tracked afterwards.</summary>
    public static Task InsertManyAsync<TEntity>(
        this BandengDb db, IReadOnlyCollection<TEntity> entities, CancellationToken cancel)
        where TEntity : class
    {
        var type = db.Model.FindEntityType(typeof(TEntity))
            ?? throw new InvalidOperationException($"{typeof(TEntity).Name} has no table.");
        Column[] columns = [.. type.GetProperties().Select(Of)];
        return entities.Count == 0 ? Task.CompletedTask : db.InsertManyAsync(
            type.GetTableName()!,
            [.. columns.Select(column => column.Name)],
            entities.Select(entity => Array.ConvertAll(columns, column => Stored(column, entity))),
            cancel);
    }

    private static Column Of(IProperty property) =>
        new(property.GetColumnName(), property.GetGetter(), property.GetTypeMapping().Converter?.ConvertToProvider);

    private static object? Stored(Column column, object entity) =>
        column.Getter.GetClrValue(entity) is not { } value ? null
        : column.Convert is { } convert ? convert(value)
        : value is int number ? (long)number // every whole number is a bigint
        : value;

    private sealed record Column(string Name, IClrPropertyGetter Getter, Func<object?, object?>? Convert);
}
