namespace Bandeng.Pairs;

/// <summary>
/// Names the texts of this module: <c>PairsText.resx</c> in Chinese, <c>PairsText.en.resx</c> in English.
/// </summary>
public sealed class PairsText;
