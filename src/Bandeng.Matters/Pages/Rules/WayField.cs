using Bandeng.Kernel.Words;

namespace Bandeng.Matters.Pages.Rules;

/// <summary>去哪里办, in a form: who deals with it instead where this reason is given.</summary>
/// <param name="Fault">The name of the setting at fault, or null.</param>
internal sealed record WayField(string Reason, IReadOnlyDictionary<string, string?> Input, string? Fault)
{
    /// <summary>Who it is as typed, or null.</summary>
    public string? Name => Of("name") is { } name && !name.IsUnseen() ? name : null;

    /// <summary>Whether one of its parts is at fault.</summary>
    public bool IsWrong => RulesForm.WayParts.Any(IsWrongAt);

    public string? Of(string part) => Input.GetValueOrDefault(RulesForm.OfWay(Reason, part));

    public bool IsWrongAt(string part) => Fault == RulesForm.OfWay(Reason, part);
}
