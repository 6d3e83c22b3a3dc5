namespace Bandeng.Sheets;

/// <summary>
/// Names the texts of this module: <c>SheetsText.resx</c> in Chinese, <c>SheetsText.en.resx</c> in English.
/// </summary>
public sealed class SheetsText;
