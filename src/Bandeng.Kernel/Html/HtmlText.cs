namespace Bandeng.Kernel.Html;

/// <summary>Names the texts of the shared page pieces.</summary>
public sealed class HtmlText;
