namespace Bandeng.Exchange;

/// <summary>
/// Names the texts of this module: <c>ExchangeText.resx</c> in Chinese, <c>ExchangeText.en.resx</c> in English.
/// </summary>
public sealed class ExchangeText;
