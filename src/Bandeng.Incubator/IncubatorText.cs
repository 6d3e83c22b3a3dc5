namespace Bandeng.Incubator;

/// <summary>
/// Names the texts of this module: <c>IncubatorText.resx</c> in Chinese, <c>IncubatorText.en.resx</c> in English.
/// </summary>
public sealed class IncubatorText;
