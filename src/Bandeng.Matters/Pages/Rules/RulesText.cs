namespace Bandeng.Matters.Pages.Rules;

/// <summary>Names the texts of rules, catalogue and calendars.</summary>
public sealed class RulesText;
