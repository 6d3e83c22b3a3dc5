namespace Bandeng.Members;

/// <summary>
/// Names the texts of this module: <c>MembersText.resx</c> in Chinese, <c>MembersText.en.resx</c> in English.
/// </summary>
public sealed class MembersText;
