namespace Bandeng.Matters;

/// <summary>
/// Names the texts of this module: <c>MattersText.resx</c> in Chinese, <c>MattersText.en.resx</c> in English.
/// </summary>
public sealed class MattersText;
