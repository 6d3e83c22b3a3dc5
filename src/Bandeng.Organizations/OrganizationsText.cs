namespace Bandeng.Organizations;

/// <summary>
/// Names the texts of this module: <c>OrganizationsText.resx</c> in Chinese, <c>OrganizationsText.en.resx</c> in
/// English.
/// </summary>
public sealed class OrganizationsText;
