using System.Reflection;
using Dapper;

namespace Bandeng.Kernel;

/// <summary>
/// Finds the constructor of a row by the names of the columns alone where the types leave a doubt: SQLite does not know
/// the type of a computed column in a result without rows.
/// </summary>
internal sealed class PositionalMap(Type row) : SqlMapper.ITypeMap
{
    private readonly DefaultTypeMap _default = new(row);

    public ConstructorInfo? FindConstructor(string[] names, Type[] types) => _default.FindConstructor(names, types)
        ?? row.GetConstructors(BindingFlags.Instance | BindingFlags.Public)
            .FirstOrDefault(constructor =>
                Plain(names).SequenceEqual(Plain(constructor.GetParameters().Select(p => p.Name!))));

    public ConstructorInfo? FindExplicitConstructor() => _default.FindExplicitConstructor();

    public SqlMapper.IMemberMap? GetConstructorParameter(ConstructorInfo constructor, string columnName) =>
        _default.GetConstructorParameter(constructor, columnName);

    public SqlMapper.IMemberMap? GetMember(string columnName) => _default.GetMember(columnName);

    private static IEnumerable<string> Plain(IEnumerable<string> names) =>
        names.Select(name => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant());
}
