namespace Bandeng.Households;

/// <summary>Names the texts of households and their people.</summary>
public sealed class HouseholdsText;
