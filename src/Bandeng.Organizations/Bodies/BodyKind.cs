namespace Bandeng.Organizations;

/// <summary>What sort of organization a body is.</summary>
public enum BodyKind
{
    /// <summary>街道办事处、镇（乡）政府: the office of a town.</summary>
    Office,

    /// <summary>居委会、村委会: the residents' or villagers' committee of a community.</summary>
    Committee,

    /// <summary>职能部门: a department of a district or city.</summary>
    Department,

    /// <summary>物业公司: a property company.</summary>
    Property,

    /// <summary>其他: a charity, a team of volunteers, a utility.</summary>
    Other,
}
