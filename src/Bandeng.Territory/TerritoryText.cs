namespace Bandeng.Territory;

/// <summary>
/// Names the texts of this module: <c>TerritoryText.resx</c> in Chinese, <c>TerritoryText.en.resx</c> in English.
/// </summary>
public sealed class TerritoryText;
