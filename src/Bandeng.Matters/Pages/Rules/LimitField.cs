namespace Bandeng.Matters.Pages.Rules;

/// <summary>A limit in a form: an amount and in what it is counted.</summary>
internal sealed record LimitField(string Name, string Label, IReadOnlyDictionary<string, string?> Input, bool IsWrong)
{
    public string? Amount => Input.GetValueOrDefault($"{Name}.amount");

    public string? Class => Input.GetValueOrDefault($"{Name}.class");

    /// <summary>The limits of a type may be left out.</summary>
    public bool IsOptional => Name.StartsWith("type.", StringComparison.Ordinal);
}
