namespace Bandeng.Figures;

/// <summary>
/// Names the texts of this module: <c>FiguresText.resx</c> in Chinese, <c>FiguresText.en.resx</c> in English.
/// </summary>
public sealed class FiguresText;
