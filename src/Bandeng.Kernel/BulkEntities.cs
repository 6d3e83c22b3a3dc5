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
        IProperty[] properties = [.. type.GetProperties()];
        return entities.Count == 0 ? Task.CompletedTask : db.InsertManyAsync(
            type.GetTableName()!,
            [.. properties.Select(property => property.GetColumnName())],
            entities.Select(entity => Array.ConvertAll(properties, property => Stored(property, entity))),
            cancel);
    }

    private static object? Stored(IProperty property, object entity) =>
        property.GetGetter().GetClrValue(entity) is not { } value ? null
        : property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value)
        : value is int number ? (long)number // every whole number is a bigint
        : value;
}
