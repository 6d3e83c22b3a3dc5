namespace Bandeng.Households.Pages.Registry;

/// <summary>Names the texts of the pages of the register.</summary>
public sealed class RegistryText;
