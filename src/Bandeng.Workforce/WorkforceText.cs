namespace Bandeng.Workforce;

/// <summary>
/// Names the texts of this module: <c>WorkforceText.resx</c> in Chinese, <c>WorkforceText.en.resx</c> in English.
/// </summary>
public sealed class WorkforceText;
