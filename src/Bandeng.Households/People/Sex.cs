namespace Bandeng.Households;

/// <summary>As the identity card has it.</summary>
public enum Sex
{
    Male,
    Female,
}
